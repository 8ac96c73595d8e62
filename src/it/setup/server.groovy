import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer

// A Maven repository as simple as it can be: PUT stores a file in the folder server, GET gives it back. It lives as long
// as the JVM that runs these projects. For the prebuild scripts of projects that deploy, which find its URL as it.server:
// evaluate(new File(basedir, '../setup/server.groovy')).
def root = new File(basedir, 'server')
def server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0)
def context = server.createContext('/repository') { HttpExchange exchange ->
    def file = new File(root, exchange.requestURI.path)
    if (exchange.requestMethod == 'PUT') {
        file.parentFile.mkdirs()
        file.bytes = exchange.requestBody.bytes
        exchange.sendResponseHeaders(201, -1)
    } else if (!file.isFile()) {
        exchange.sendResponseHeaders(404, -1)
    } else {
        exchange.sendResponseHeaders(200, exchange.requestMethod == 'HEAD' ? -1 : file.length())
        if (exchange.requestMethod != 'HEAD') {
            exchange.responseBody.write(file.bytes)
        }
    }
    exchange.close()
}
server.start()
new File(basedir, '.mvn').mkdirs()
new File(basedir, '.mvn/maven.config').text = "-Dit.server=http://localhost:${server.address.port}/repository\n"
return context
