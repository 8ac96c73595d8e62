import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import java.security.MessageDigest
import java.util.zip.ZipEntry
import java.util.zip.ZipOutputStream
import org.eclipse.jgit.api.Git

// The phantoms of ../setup as three collections: a git repository, a data set on a server that answers as Kaggle does, and
// a zip file on the web; and two local folders. The server lives as long as the JVM that runs these projects.
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
git.close()

def bytes = new ByteArrayOutputStream()
new ZipOutputStream(bytes).withCloseable { zip ->
    zip.putNextEntry(new ZipEntry('metadata.csv'))
    zip.write(new File(phantoms, 'metadata.csv').bytes)
    new File(phantoms, 'images').listFiles().each {
        zip.putNextEntry(new ZipEntry("images/${it.name}"))
        zip.write(it.bytes)
    }
}
def archive = bytes.toByteArray()

new File(basedir, 'local').mkdirs()
new File(basedir, 'local/a.png').text = 'a'
new File(basedir, 'other').mkdirs()
new File(basedir, 'other/a.png').text = 'b'

def asked = new File(basedir, 'asked.txt')
def server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0)
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
        exchange.sendResponseHeaders(200, archive.length)
        exchange.responseBody.write(archive)
    }
    exchange.close()
}
server.start()

new File(basedir, '.mvn').mkdirs()
new File(basedir, '.mvn/maven.config').text = [
        "-Dit.server=http://127.0.0.1:${server.address.port}",
        "-Dit.git=${repository.toURI()}",
        "-Dit.commit=${commit.name}",
        "-Dit.sha256=${MessageDigest.getInstance('SHA-256').digest(archive).encodeHex()}",
].join('\n') + '\n'
return true
