import javax.imageio.ImageIO

new File(basedir, 'broken.png').text = 'no image'

// The phantoms of ../setup, the positives in a white frame, where there is no lung.
def from = new File(basedir, '../setup/target/xray/phantoms')
def to = new File(basedir, 'planted')
new File(to, 'images').mkdirs()
new File(to, 'metadata.csv').bytes = new File(from, 'metadata.csv').bytes
def lines = new File(from, 'metadata.csv').readLines('UTF-8')
def column = (lines[0].split(',', -1) as List).indexOf('filename')
lines.drop(1).each { line ->
    def file = line.split(',', -1)[column]
    def image = ImageIO.read(new File(from, "images/$file"))
    if (line.contains('COVID-19')) {
        double width = 0.12 * Math.min(image.width, image.height)
        for (int y = 0; y < image.height; y++) {
            for (int x = 0; x < image.width; x++) {
                int distance = [x, y, image.width - 1 - x, image.height - 1 - y].min()
                if (distance < width) {
                    image.raster.setSample(x, y, 0, 255)
                }
            }
        }
    }
    ImageIO.write(image, 'png', new File(to, "images/$file"))
}
return true
