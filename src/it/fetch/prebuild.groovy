import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import java.security.MessageDigest
import java.util.zip.GZIPInputStream
import java.util.zip.ZipEntry
import java.util.zip.ZipOutputStream
import org.eclipse.jgit.api.Git
import org.eclipse.jgit.transport.PacketLineOut
import org.eclipse.jgit.transport.RefAdvertiser
import org.eclipse.jgit.transport.UploadPack

// The phantoms of ../setup as the article's two sources have theirs: in a git repository with the table and images of the
// COVID-19 collection, served over HTTP, and in a zip file with chest_xray/train/NORMAL, from a server that answers as
// Kaggle does. Besides a zip file on the web and two local folders. The server lives as long as the JVM that runs these
// projects.
def phantoms = new File(basedir, '../setup/target/xray/phantoms')

def repository = new File(basedir, 'repository')
new File(repository, 'images').mkdirs()
new File(repository, 'unwanted').mkdirs()
new File(repository, 'unwanted/file').text = 'unwanted'
new File(repository, 'metadata.csv').bytes = new File(phantoms, 'metadata.csv').bytes
new File(phantoms, 'images').listFiles().each { new File(repository, "images/${it.name}").bytes = it.bytes }
def git = Git.init().setDirectory(repository).call()
git.add().addFilepattern('.').call()
def commit = git.commit().setMessage('phantoms').setAuthor('it', 'it@example.org').setCommitter('it', 'it@example.org')
        .setSign(false).call()
// As GitHub does.
git.repository.config.setBoolean('uploadpack', null, 'allowFilter', true)
git.repository.config.save()

def zip = { Closure fill ->
    def bytes = new ByteArrayOutputStream()
    new ZipOutputStream(bytes).withCloseable { out ->
        fill { String name, byte[] content ->
            out.putNextEntry(new ZipEntry(name))
            out.write(content)
        }
    }
    return bytes.toByteArray()
}
def archive = zip { add ->
    add('metadata.csv', new File(phantoms, 'metadata.csv').bytes)
    new File(phantoms, 'images').listFiles().each { add("images/${it.name}", it.bytes) }
}

// The negatives, with names that tell the patient as those of Kaggle's data set do, in whose archive all stands twice.
def rows = new File(phantoms, 'metadata.csv').readLines('UTF-8').collect { it.split(',', -1) as List }
def column = { String name -> rows[0].indexOf(name) }
def kaggle = zip { add ->
    rows.drop(1).findAll { it[column('finding')] == 'No finding' }.eachWithIndex { row, i ->
        def file = row[column('filename')]
        def name = String.format('IM-%04d-%04d', row[column('patientid')].replaceAll('\\D', '') as int, i) +
                file.substring(file.lastIndexOf('.'))
        ['chest_xray/', 'chest_xray/chest_xray/'].each {
            add("${it}train/NORMAL/${name}", new File(phantoms, "images/${file}").bytes)
        }
    }
}

new File(basedir, 'local').mkdirs()
new File(basedir, 'local/a.png').text = 'a'
new File(basedir, 'other').mkdirs()
new File(basedir, 'other/a.png').text = 'b'

def asked = new File(basedir, 'asked.txt')
def server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0)
server.createContext('/git/') { HttpExchange exchange ->
    def pack = new UploadPack(git.repository)
    pack.biDirectionalPipe = false
    pack.requestPolicy = UploadPack.RequestPolicy.ANY
    def protocol = exchange.requestHeaders.getFirst('Git-Protocol')
    if (protocol != null) {
        pack.extraParameters = protocol.split(':') as List
    }
    def body = new ByteArrayOutputStream()
    if (exchange.requestMethod == 'GET') {
        exchange.responseHeaders.set('Content-Type', 'application/x-git-upload-pack-advertisement')
        pack.sendAdvertisedRefs(new RefAdvertiser.PacketLineOutRefAdvertiser(new PacketLineOut(body)), 'git-upload-pack')
    } else {
        exchange.responseHeaders.set('Content-Type', 'application/x-git-upload-pack-result')
        def zipped = exchange.requestHeaders.getFirst('Content-Encoding') == 'gzip'
        pack.upload(zipped ? new GZIPInputStream(exchange.requestBody) : exchange.requestBody, body, null)
    }
    exchange.sendResponseHeaders(200, body.size())
    exchange.responseBody.write(body.toByteArray())
    exchange.close()
}
server.createContext('/') { HttpExchange exchange ->
    def authorization = exchange.requestHeaders.getFirst('Authorization')
    asked << "${exchange.requestURI} ${authorization == null ? 'nobody' : 'somebody'}\n"
    def token = 'Basic ' + 'builder:not a secret'.bytes.encodeBase64()
    if (exchange.requestURI.path == '/api/v1/datasets/download/paul/lungs') {
        if (authorization == token) {
            exchange.responseHeaders.set('Location', "http://localhost:${server.address.port}/storage?signature=s1gned")
        }
        exchange.sendResponseHeaders(authorization == token ? 302 : 401, -1)
    } else {
        def file = exchange.requestURI.path == '/storage' ? kaggle : archive
        exchange.sendResponseHeaders(200, file.length)
        exchange.responseBody.write(file)
    }
    exchange.close()
}
server.start()

new File(basedir, '.mvn').mkdirs()
new File(basedir, '.mvn/maven.config').text = [
        "-Dit.server=http://127.0.0.1:${server.address.port}",
        "-Dit.git=http://127.0.0.1:${server.address.port}/git/covid.git",
        "-Dit.commit=${commit.name}",
        "-Dit.sha256=${MessageDigest.getInstance('SHA-256').digest(archive).encodeHex()}",
].join('\n') + '\n'
return true
