import groovy.json.JsonSlurper
import java.util.zip.ZipFile
import org.eclipse.jgit.api.Git

def log = new File(basedir, 'build.log').text
def released = new File(basedir, 'repository/dev/xray/it/release/1.0')
def snapshot = new File(localRepositoryPath, 'dev/xray/it/release/1.0-SNAPSHOT/release-1.0-SNAPSHOT.jar')

// Trained once in all builds. The release builds twice, after clean and in a checkout of its own.
assert log.count('Epoch 1/2') == 1
assert log.count('Not training, though there is no finished model yet: the same model is in the cache.') == 2

// What was released has the very same network under another version; only what names the version differs.
def entries = { File jar ->
    new ZipFile(jar).withCloseable { zip -> zip.entries().collectEntries { [it.name, zip.getInputStream(it).bytes.encodeHex().toString()] } }
}
def before = entries(snapshot)
def after = entries(new File(released, 'release-1.0.jar'))
assert before.keySet() == after.keySet()
assert before.keySet().any { it.endsWith('/saved_model/saved_model.pb') }
def prefix = 'META-INF/xray/release/'
assert before.keySet().findAll { before[it] != after[it] } == ['MODEL_CARD.md', 'SHA256SUMS', 'model.json'].collect { prefix + it } as Set
def coordinates = { content -> new JsonSlurper().parse(content[prefix + 'model.json'].decodeHex()).coordinates }
assert coordinates(before) == 'dev.xray.it:release:1.0-SNAPSHOT'
assert coordinates(after) == 'dev.xray.it:release:1.0'

// Commits came between: the training record names the one that was checked out, and that the README was changed.
def commits = Git.open(basedir).withCloseable { git -> git.log().call().toList().reverse() }
assert commits.size() == 4
assert commits*.shortMessage.take(2) == ['Start', 'Unrelated']
def record = new JsonSlurper().parse(new File(basedir, 'target/checkout/target/xray/release/training.json'))
assert record.git == [commit: commits[0].name, dirty: true]
assert record.fromCache

// A repository in a folder gets all of it, with checksums.
['.pom', '.jar', '-evaluation.json', '-report.html', '-predictions.csv'].each {
    assert new File(released, "release-1.0$it").isFile()
    assert new File(released, "release-1.0${it}.sha1").isFile()
}
return true
