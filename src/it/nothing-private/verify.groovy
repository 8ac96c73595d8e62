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
assert published.keySet().containsAll(['nothing-private-1.0-evaluation.json', 'nothing-private-1.0-report.html', 'nothing-private-1.0-predictions.csv'])

// What one finds in a text: names of files and patients, and digests by which a file could be recognised.
def images = new File(basedir, 'data/images').listFiles()
def secrets = ['zyxfile', 'zyxpatient', basedir.path, System.getProperty('user.name') + '@', InetAddress.localHost.hostName + '/']
secrets += images.collect { MessageDigest.getInstance('SHA-256').digest(it.bytes).encodeHex().toString() }
def leaks = { String name, byte[] bytes ->
    def text = new String(bytes, 'ISO-8859-1')
    // A short host name occurs by chance in pictures that are written as Base64.
    def readable = text.replaceAll(/;base64,[^"]*/, '')
    secrets.findAll { readable.contains(it) }.collect { "$name holds $it" } +
            images.findAll { image -> text.contains(new String(image.bytes[-164..-101] as byte[], 'ISO-8859-1')) }
                    .collect { "$name holds pixels of $it.name" }
}
def found = published.collectMany { name, bytes -> leaks(name, bytes) }
assert found == []

// The only pictures are the golden inputs, which are xray's own phantoms.
assert published.keySet().findAll { it =~ /\.(png|jpe?g|tiff?|bmp|webp)$/ }.every { it.contains('/golden/') }

// The table still says something: one row an image, a number for each patient.
def table = new String(published['nothing-private-1.0-predictions.csv'], 'UTF-8').readLines()
assert table[0].startsWith('part,source,pixels,patient,label,probability,')
assert table.size() == new File(basedir, 'target/xray/nothing-private/evaluation/predictions.csv').readLines().size()
assert table.drop(1).collect { it.split(',', -1)[3] }.every { it ==~ /\d+/ }

// The page shows learning curves, but no picture of the data set.
def page = new String(published['nothing-private-1.0-report.html'], 'UTF-8')
assert page.contains('data:image/png') && !page.contains('data:image/jpeg')

// This check can fail: what stays in the build folder would not pass it.
def folder = new File(basedir, 'target/xray/nothing-private')
assert leaks('predictions.csv', new File(folder, 'evaluation/predictions.csv').bytes).size() > 1
assert leaks('report.html', new File(folder, 'evaluation/report.html').bytes).size() > 0
assert new File(folder, 'evaluation/report.html').text.contains('data:image/jpeg')
assert leaks('manifest.json', new File(folder, 'manifest.json').bytes).size() > 2
assert leaks('an image', images[0].bytes).any { it.contains('pixels') }

// Pictures: refused as long as nobody has looked at the licence, before anything was trained.
def log = new File(basedir, 'build.log').text
def refusal = log.indexOf("<publishImages> (-Dxray.publishImages) is set, but these licences are non-commercial or not known to allow it: 'CC BY-NC-SA' (")
assert refusal > 0 && refusal < log.indexOf('Training, since')
assert log.count('Training, since') == 1

// Accepted by name: the whole page, but still no file's digest and no patient.
def accepted = new File(basedir, 'target/accepted/dev/xray/it/nothing-private/1.0')
assert new File(accepted, 'nothing-private-1.0-report.html').bytes == new File(folder, 'evaluation/report.html').bytes
assert new File(accepted, 'nothing-private-1.0-predictions.csv').bytes == published['nothing-private-1.0-predictions.csv']
