import java.security.MessageDigest

def log = new File(basedir, 'build.log').text
def model = new File(basedir, 'target/xray/publish/model/publish-model.jar')
def folder = new File(basedir, 'server/repository/dev/xray/it/publish/1.0')

// The bundle is the project's own artifact, without a classifier; the figures stand beside it.
def jar = new File(folder, 'publish-1.0.jar')
assert jar.bytes == model.bytes
assert new File(folder, 'publish-1.0-evaluation.json').bytes ==
        new File(basedir, 'target/xray/publish/evaluation/evaluation.json').bytes
['publish-1.0.jar', 'publish-1.0.pom', 'publish-1.0-evaluation.json'].each {
    def sha1 = MessageDigest.getInstance('SHA-1').digest(new File(folder, it).bytes).encodeHex().toString()
    assert new File(folder, it + '.sha1').text.trim() == sha1
}

assert log.contains('works here as it did where it was made')
assert new File(basedir, 'target/xray/publish/verification/verification.json').text.contains('"passed" : true')
assert new File(basedir, 'target/xray/publish/predictions/predictions.csv').readLines().size() == 49
assert log.contains('Nobody checked whether the model publish was trained on images of this data set.')
assert new File(basedir, 'target/xray/publish/evaluation-of-publish/report.html').isFile()
assert log.count('Epoch 1/2') == 1

// What is not there: which repositories were asked.
assert log =~ /dev\.xray\.it:publish:9\.9, but there is no such artifact .* it-server \(http/
assert !log.contains('not a secret')

// The packaging binds check too; without gates it has nothing to hold against.
assert log.contains('No gates are configured, so none is checked.')
