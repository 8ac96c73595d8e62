def log = new File(basedir, 'build.log').text
def builds = log.split('Scanning for projects').drop(1)
def lock = new groovy.json.JsonSlurper().parse(new File(basedir, 'xray.lock.json'))

// Each kind is fetched once, by the first build.
['covid', 'lungs', 'web', 'javax.inject'].each { name ->
    assert builds[0].contains("Fetching ${name}.")
    assert builds[0] =~ /${name} is in .*cache/
    assert !builds[1].contains("Fetching ${name}.")
}
def asked = new File(basedir, 'asked.txt').readLines()
assert asked == [
        '/api/v1/datasets/download/paul/lungs?datasetVersionNumber=2 somebody',
        '/storage?signature=s1gned nobody',
        '/files/web.zip nobody',
]

// What came is locked, without times and places.
assert lock.collections.keySet() == ['covid', 'lungs', 'web', 'javax.inject', 'local'] as Set
assert lock.collections.covid.files == 49
assert lock.collections.covid.commit ==~ /[0-9a-f]{40}/
assert lock.collections.covid.sha256 == lock.collections.web.sha256
assert !new File(basedir, 'xray.lock.json').text.contains(basedir.path)

// prepare takes the images from there.
assert builds[1].contains('Manifest: ')
def manifest = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/xray/fetch/manifest.json'))
assert manifest.files.size() == 48

// Another content fails, and passes when it is accepted.
assert builds[2].contains('local is not what ' + new File(basedir, 'xray.lock.json') + ' says')
assert builds[2].contains('-Dxray.updateLock')
assert builds[3].contains('the lock is updated')
assert !(log =~ /(?m)^\s+at [\w.$]+\(/)

// Neither password nor signature is anywhere.
def secrets = ['not a secret', 'builder:not a secret'.bytes.encodeBase64() as String, 's1gned']
new File(basedir, 'cache').eachFileRecurse(groovy.io.FileType.FILES) { file ->
    secrets.each { assert !file.getText('ISO-8859-1').contains(it) }
}
new File(basedir, 'target').eachFileRecurse(groovy.io.FileType.FILES) { file ->
    secrets.each { assert !file.getText('ISO-8859-1').contains(it) }
}
assert secrets.every { !log.contains(it) }
