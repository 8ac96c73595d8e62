import java.security.MessageDigest
import java.util.zip.ZipFile

// Everything that was published, zips unpacked: name to bytes.
def published = [:]
new File(localRepositoryPath, 'dev/xray/it/nothing-private').eachFileRecurse { file ->
    if (file.isFile()) {
        published[file.name] = file.bytes
        if (file.name.endsWith('.jar')) {
            new ZipFile(file).withCloseable { zip ->
                zip.entries().findAll { !it.directory }.each { published[file.name + '!' + it.name] = zip.getInputStream(it).bytes }
            }
        }
    }
}
assert published.keySet().any { it.endsWith('-model.jar!META-INF/xray/nothing-private/model.json') }
assert published.keySet().any { it.endsWith('-evaluation.json') }

// What one finds in a text: names of files and patients, and digests by which a file could be recognised.
def images = new File(basedir, 'data/images').listFiles()
def secrets = ['zyxfile', 'zyxpatient', basedir.path, System.getProperty('user.name') + '@', InetAddress.localHost.hostName + '/']
secrets += images.collect { MessageDigest.getInstance('SHA-256').digest(it.bytes).encodeHex().toString() }
def leaks = { String name, byte[] bytes ->
    def text = new String(bytes, 'ISO-8859-1')
    secrets.findAll { text.contains(it) }.collect { "$name holds $it" } +
            images.findAll { image -> text.contains(new String(image.bytes[-164..-101] as byte[], 'ISO-8859-1')) }
                    .collect { "$name holds pixels of $it.name" }
}
def found = published.collectMany { name, bytes -> leaks(name, bytes) }
assert found == []

// The only pictures are the golden inputs, which are xray's own phantoms.
assert published.keySet().findAll { it =~ /\.(png|jpe?g|tiff?|bmp|webp)$/ }.every { it.contains('/golden/') }

// This check can fail: what stays in the build folder would not pass it.
def folder = new File(basedir, 'target/xray/nothing-private')
assert leaks('predictions.csv', new File(folder, 'evaluation/predictions.csv').bytes).size() > 1
assert leaks('manifest.json', new File(folder, 'manifest.json').bytes).size() > 2
assert leaks('an image', images[0].bytes).any { it.contains('pixels') }
