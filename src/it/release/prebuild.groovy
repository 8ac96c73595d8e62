import org.eclipse.jgit.api.Git
import org.eclipse.jgit.transport.URIish

// The release plugin refuses snapshots, but for one of a known time: if xray is a snapshot, it gets the name of such.
def pom = new File(basedir, 'pom.xml')
def version = (pom.text =~ /xray-maven-plugin<.artifactId>\s*<version>(.+)-SNAPSHOT</)
if (version.find()) {
    def timed = version.group(1) + '-20260101.000000-1'
    def folder = new File(localRepositoryPath, "dev/xray/xray-maven-plugin/${version.group(1)}-SNAPSHOT")
    ['jar', 'pom'].each {
        new File(folder, "xray-maven-plugin-${timed}.$it").bytes =
                new File(folder, "xray-maven-plugin-${version.group(1)}-SNAPSHOT.$it").bytes
    }
    pom.text = pom.text.replace(version.group(1) + '-SNAPSHOT', timed)
}

// A repository with a remote one beside it; the README is changed and not yet committed.
def remote = new File(basedir, 'remote.git')
Git.init().setDirectory(remote).setBare(true).setInitialBranch('main').call().close()
new File(basedir, '.gitignore').text = ['*', '!pom.xml', '!README.md', '!.gitignore', ''].join('\n')
new File(basedir, 'README.md').text = 'A model.\n'
Git.init().setDirectory(basedir).setInitialBranch('main').call().withCloseable { git ->
    git.repository.config.with {
        setString('user', null, 'name', 'Builder')
        setString('user', null, 'email', 'builder@example.org')
        setBoolean('commit', null, 'gpgSign', false)
        setBoolean('tag', null, 'gpgSign', false)
        save()
    }
    git.remoteAdd().setName('origin').setUri(new URIish(remote.toURI().toURL())).call()
    git.add().addFilepattern('.').call()
    git.commit().setMessage('Start').call()
    git.push().setRemote('origin').add('main').call()
}
new File(basedir, 'README.md').text = 'A model of phantoms.\n'
return true
