import java.nio.file.Files

def phantoms = new File(basedir, '../setup/target/xray/phantoms/images').listFiles().sort().toList()
def copy = { File folder, List files ->
    folder.mkdirs()
    files.each { Files.copy(it.toPath(), new File(folder, it.name).toPath()) }
}

copy(new File(basedir, 'images/normal'), phantoms.take(8))
new File(basedir, 'images/covid').mkdirs()
new File(basedir, 'images/covid/readme.txt').text = 'not an image'
return true
