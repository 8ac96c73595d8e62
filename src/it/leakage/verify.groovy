def log = new File(basedir, 'build.log').text
def builds = log.split('Scanning for projects').drop(1)
def folder = new File(basedir, 'target/xray/leakage')

// One error that says what, names the files and what to do, before anything is trained.
def failed = builds[0]
assert failed.contains('1 picture stands on both sides of the split, so that the network is tested on what it has learned from')
assert failed =~ /covid\/copy-\d\.png \(covid, training\)/
assert failed =~ /covid\/copy-\d\.png \(covid, test\)/
assert failed.contains('-Dxray.acceptedFindings=duplicate.near')
assert failed.contains(new File(folder, 'audit/audit.html').path)
assert !failed.contains('Epoch')
assert !(log =~ /(?m)^\s+at [\w.$]+\(/)

// Accepted by name it passes with a warning, and the second time nothing is decoded.
assert builds[1] =~ /WARNING.*1 picture stands on both sides/
assert builds[1].contains('Manifest: ')
assert !builds[2].contains('The worker took')

// The audit still tells, the page with names and pictures, the attached one without.
assert builds[3].contains('Audit: doubtful.')
def page = new File(folder, 'audit/audit.html').text
assert page.contains('copy-1.png') && page.contains('stranger-1') && page.contains('data:image/jpeg;base64,')
def json = new groovy.json.JsonSlurper().parse(new File(folder, 'audit/audit.json'))
assert json.verdict.level == 'doubtful'
assert json.leakage.findings*.check == ['duplicate.near']
assert json.leakage.findings[0].accepted
assert !new File(folder, 'audit/audit.json').text.contains('copy-')
