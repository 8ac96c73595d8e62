import groovy.json.JsonSlurper
import java.util.zip.ZipFile

def builds = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert builds.size() == 5
def folder = new File(basedir, 'target/xray/threshold-out-of-fold')

// Before a second of training, with the command that helps.
assert builds[0].contains('<thresholdFrom> (-Dxray.thresholdFrom) is out-of-fold, but there is no cross-validation')
assert builds[0].contains('Run mvn xray:cross-validate first.')
assert !builds[0].contains('Training, since')

// One line a fold in batch mode, none an epoch.
assert (builds[1] =~ /Repeat \d of 2, fold \d of 2: 2 epochs - loss /).count == 4
assert builds[1].contains('; 4 of 4 trainings done.')
assert !builds[1].contains('Epoch ')

// The model carries the threshold, and every output what it rests on.
assert (builds[2] =~ /Epoch \d\/2/).count == 2
def text = 'chosen out of fold, from other models of the recipe: holds for this one only roughly'
assert builds[2].contains(text)
assert builds[3].contains('Model and evaluation are up to date.')

// Another cross-validation: packaged and evaluated anew, not trained.
assert builds[4].contains('The weights are up to date; packaging them anew.')
assert !builds[4].contains('Training, since')
assert !builds[4].contains('Epoch ')

def model
new ZipFile(new File(folder, 'model/threshold-out-of-fold-model.jar')).withCloseable { jar ->
    model = new JsonSlurper().parse(jar.getInputStream(jar.getEntry('META-INF/xray/threshold-out-of-fold/model.json')))
}
def evaluation = new JsonSlurper().parse(new File(folder, 'evaluation/evaluation.json'))
assert model.chosenThreshold.chosenOn == 'out-of-fold'
assert evaluation.chosenThreshold.value == model.chosenThreshold.value
assert evaluation.chosenThreshold.note == text

// It rests on every image that is not of the test part, and on no other.
def figures = new JsonSlurper().parse(new File(folder, 'cross-validation/cross-validation.json'))
def counts = ['truePositives', 'falseNegatives', 'falsePositives', 'trueNegatives'].sum { model.chosenThreshold[it] }
assert counts == figures.pooled.images - evaluation.sets.test.images

// The page and the summary show the spread.
def three = { String.format(Locale.ROOT, '%.3f', it) }
def folds = figures.overFolds.scores.rocAuc
['evaluation/report.html', 'evaluation/published-report.html', 'evaluation/summary.md'].each {
    assert new File(folder, it).getText('UTF-8').contains("(${three(folds.lowest)}–${three(folds.highest)})")
}
def page = new File(folder, 'evaluation/report.html').getText('UTF-8')
assert page.contains('id="spread"')
assert page.contains(text)
