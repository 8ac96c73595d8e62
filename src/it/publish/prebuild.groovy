import com.sun.net.httpserver.BasicAuthenticator

// Nothing without the password of ../settings.xml.
def context = evaluate(new File(basedir, '../setup/server.groovy'))
context.authenticator = new BasicAuthenticator('it') {
    boolean checkCredentials(String user, String password) {
        user == 'builder' && password == 'not a secret'
    }
}
return true
