import groovy.json.JsonSlurper
import java.math.RoundingMode

def builds = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
def names = ['evaluate', 'value', 'interval', 'class', 'dataset', 'slice', 'support', 'threshold', 'no-threshold', 'drop',
             'no-release', 'misspelt', 'tolerated']
assert builds.size() == names.size()
def log = [names, builds as List].transpose().collectEntries()

// The messages, word for word, from the figures.
def evaluation = new JsonSlurper().parse(new File(basedir, 'target/xray/check-fails/evaluation/evaluation.json'))
def at = { group -> group.thresholds.find { it.threshold == 0.5 }.figures }
def down = { value, decimals -> (value as BigDecimal).setScale(decimals, RoundingMode.FLOOR).toPlainString() }
def up = { value -> (value as BigDecimal).setScale(3, RoundingMode.CEILING).toPlainString() }
def shown = { value -> (value as BigDecimal).setScale(3, RoundingMode.HALF_EVEN).toPlainString() }
def support = { figure ->
    def s = figure.support
    assert s.patients < s.images && s.patients > 1
    "${s.count} of ${s.of} from ${s.patients} patients, effectively ${down(s.effective, 1)} images, 95% interval " +
            "${down(figure.interval.low, 3)} to ${up(figure.interval.high)}, Wilson score"
}
def fails = { String name, String message ->
    assert log[name].contains('  - ' + message + System.lineSeparator()): name
}
def test = at(evaluation.sets.test)
def elsewhere = at(evaluation.sets.elsewhere)
def women = evaluation.sets.elsewhere.slices.find { it.column == 'sex' && it.value == 'F' }
assert !women.tooSmall
def womenInTest = evaluation.sets.test.slices.find { it.column == 'sex' && it.value == 'F' }
assert womenInTest.tooSmall
def all = evaluation.sets.elsewhere.slices.collect { it.column + '=' + it.value }.join(', ')
def accuracy = 'accuracy on test at threshold 0.5'
def below = "$accuracy is ${shown(test.accuracy.value)}, but must be at least 0.999 (${support(test.accuracy)})."

fails('value', below)
assert log.value =~ /  - brier on test is 0\.\d{3}, but must be at most 0\.001 \(12 images from \d+ patients, /
assert log.value.contains('2 of 2 gates of check-fails are not met:')
fails('interval', "lower bound of $accuracy is ${down(test.accuracy.interval.low, 3)}, but must be at least 0.90 " +
        "(value ${shown(test.accuracy.value)}, ${support(test.accuracy)}). No model can meet this gate: " +
        'lower bound 0.90 needs at least 35 images; the test set has 12.')
fails('class', "lower bound of sensitivity of normal on test at threshold 0.5 is " +
        "${down(test.specificity.interval.low, 3)}, but must be at least 0.95 (value ${shown(test.specificity.value)}, " +
        "${support(test.specificity)}). No model can meet this gate: lower bound 0.95 needs at least 73 negatives; " +
        "the test set has ${evaluation.sets.test.negatives}.")
fails('dataset', "accuracy on elsewhere at threshold 0.5 is ${shown(elsewhere.accuracy.value)}, but must be at least 0.999 " +
        "(${support(elsewhere.accuracy)}).")
fails('dataset', "evaluation.json has no set 'nowhere'; it has elsewhere, test, training.")
fails('slice', "accuracy on elsewhere (sex=F) at threshold 0.5 is ${shown(at(women).accuracy.value)}, but must be at least " +
        "0.999 (${support(at(women).accuracy)}).")
fails('slice', "The slice sex=F of test is too small for a statement: ${womenInTest.images} images.")
fails('slice', "evaluation.json has no slice sex=X of elsewhere; it has $all.")
fails('support', "$accuracy rests on effectively ${down(test.accuracy.support.effective, 1)} images, but must be at least 1000 " +
        "(value ${shown(test.accuracy.value)}, ${support(test.accuracy)}).")
fails('threshold', 'evaluation.json has no figures at threshold 0.3; it has them at 0.5, 0.45.')
fails('no-threshold', 'accuracy on test needs a threshold: evaluation.json has 0.5, 0.45, and none of them was chosen.')
fails('drop', "$accuracy is ${shown(test.accuracy.value)}, ${shown(1 - test.accuracy.value)} worse than the 1.000 of " +
        "hand-written-evaluation.json, but must be at most 0.01 worse (${support(test.accuracy)}; before 12 of 12, " +
        '95% interval 0.500 to 1.000, Wilson score; the two were evaluated on different data).')
fails('no-release', "$accuracy must not drop, but nothing is released yet with which it could be compared.")
assert log.misspelt.contains("<metric> of <gate> 1 in <gates> is 'sensitvity', but must be one of sensitivity, specificity, ")

// Each names the report; a warning has the same words; nobody trains or evaluates, nobody shows a stack.
def page = 'Report: ' + new File(basedir, 'target/xray/check-fails/evaluation/report.html')
(names - ['misspelt']).each { assert log[it].contains(page): it }
fails('tolerated', below)
assert log.tolerated.contains('BUILD SUCCESS')
assert log.tolerated.contains('The build goes on all the same, since failOnViolation is false.')
names.drop(1).each {
    assert !log[it].contains('The worker took'): it
    assert !(log[it] =~ /(?m)^\s+at [\w.$]+\(/): it
}

// For a CI: failures where a limit is violated, errors where it could not be checked.
def junit = { new groovy.xml.XmlParser().parse(new File(basedir, "target/surefire-reports/TEST-xray.check-fails.${it}.xml")) }
assert junit('value').testcase.failure.@message.contains(below.toString())
assert junit('value').@failures == '2'
assert junit('no-threshold').@errors == '1'
assert junit('dataset').@failures == '1' && junit('dataset').@errors == '1'
