import java.nio.file.Files

def phantoms = new File(basedir, '../setup/target/xray/phantoms/images').listFiles().sort().toList()
def copy = { File folder, List files ->
    folder.mkdirs()
    files.each { Files.copy(it.toPath(), new File(folder, it.name).toPath()) }
}

copy(new File(basedir, 'images/normal'), phantoms.take(8))
copy(new File(basedir, 'images/covid'), phantoms.takeRight(8))
def whole = phantoms.find { it.name.endsWith('.png') } ?: phantoms[0]
new File(basedir, 'images/covid/broken.png').bytes = Arrays.copyOf(whole.bytes, 200)
return true
