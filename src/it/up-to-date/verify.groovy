import java.util.zip.ZipFile

def builds = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert builds.size() == 7
def trained = builds.collect { it.contains('Epoch 1/2') }
assert trained == [true, false, false, false, false, true, true]

// The first says why it trains. The second forks no JVM at all, says so, and still shows the figures.
assert builds[0].contains('Training, since there is no finished model yet.')
[1, 2].each {
    assert builds[it].contains('The model is up to date: same data, settings, seed and versions.')
    assert builds[it].contains('Model and evaluation are up to date.')
    assert builds[it].contains('sensitivity')
    assert !builds[it].contains('The worker took')
}
// After clean the model comes from the cache, and what stands around it is made again.
assert builds[3].contains('the same model is in the cache')
assert builds[3].contains('sensitivity')
assert builds[4].contains('The weights are up to date; packaging them anew.')
assert builds[5].contains("Training, since data, settings, seed or versions are not the model's.")
// Forced, but once in a build, not by each goal that needs the model.
assert builds[6].count('Training, since it is forced.') == 1

// Attached each time; another version has the same weights under another name.
def entry = { String version, String name ->
    def jar = new File(localRepositoryPath, "dev/xray/it/up-to-date/$version/up-to-date-$version-model.jar")
    new ZipFile(jar).withCloseable { zip ->
        zip.getInputStream(zip.getEntry('META-INF/xray/up-to-date/' + name)).bytes
    }
}
assert entry('1.0', 'saved_model/saved_model.pb') == entry('1.1', 'saved_model/saved_model.pb')
assert entry('1.0', 'saved_model/saved_model.pb') != entry('1.2', 'saved_model/saved_model.pb')
assert new String(entry('1.1', 'model.json'), 'UTF-8').contains('"dev.xray.it:up-to-date:1.1"')
assert new File(localRepositoryPath, 'dev/xray/it/up-to-date/1.1/up-to-date-1.1-evaluation.json').isFile()
