import javax.imageio.ImageIO

// The phantoms of ../setup, and eight copies of one of them, encoded anew, under patients of their own: whatever the
// split, it parts some of them.
def from = new File(basedir, '../setup/target/xray/phantoms')
def images = new File(basedir, 'data/images')
images.mkdirs()
new File(from, 'images').listFiles().each { new File(images, it.name).bytes = it.bytes }
def lines = new File(from, 'metadata.csv').readLines('UTF-8')
def header = lines[0].split(',', -1) as List
def row = lines.find { it.contains('COVID-19') }.split(',', -1) as List
def original = ImageIO.read(new File(images, row[header.indexOf('filename')]))
(1..8).each { i ->
    ImageIO.write(original, 'png', new File(images, "copy-${i}.png"))
    def shifted = ImageIO.read(new File(images, "copy-${i}.png"))
    shifted.raster.setSample(0, 0, 0, i)
    ImageIO.write(shifted, 'png', new File(images, "copy-${i}.png"))
    def cells = row.collect()
    cells[header.indexOf('filename')] = "copy-${i}.png" as String
    cells[header.indexOf('patientid')] = "stranger-${i}" as String
    lines << cells.join(',')
}
new File(basedir, 'data/metadata.csv').setText(lines.join('\n') + '\n', 'UTF-8')
return true
