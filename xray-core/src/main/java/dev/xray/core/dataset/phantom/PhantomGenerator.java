package dev.xray.core.dataset.phantom;

import dev.xray.core.AtomicFiles;
import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.dataset.MaskFinder;
import dev.xray.core.runtime.Parallel;
import dev.xray.core.runtime.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Makes synthetic chest radiographs: Beer–Lambert line integrals through randomised ellipsoids and
 * ribs, with Poisson noise. Positives carry one to six soft peripheral opacities of the lungs; all
 * else is independent of the label. They look like radiographs, but no claim about patients can be
 * drawn from them.
 */
public final class PhantomGenerator {
  /** Value of the column {@code finding} on images with opacities. */
  public static final String POSITIVE = "COVID-19";

  /** Value of the column {@code finding} on images without. */
  public static final String NEGATIVE = "No finding";

  /** Name of the metadata file in the folder. */
  public static final String METADATA = "metadata.csv";

  /** Name of the folder of images. */
  public static final String IMAGES = "images";

  /** Name of the folder of lung masks, 255 where there is lung, named as the images but PNG. */
  public static final String LUNG_MASKS = MaskFinder.LUNGS;

  /** Name of the folder of masks of the opacities, all 0 on negatives. */
  public static final String LESION_MASKS = MaskFinder.LESIONS;

  private PhantomGenerator() {}

  /**
   * Writes {@code metadata.csv}, {@code images/}, {@code masks/lungs/} and {@code masks/lesions/}.
   * The files are a pure function of settings and seed, and each image one of the settings, the
   * seed, its patient and its number, on any number of threads. With another {@link Shortcut} the
   * same seed gives the same images, differing in the marker alone.
   *
   * @param settings what to make
   * @param seed of every random choice; another seed gives other patients
   * @param folder is made; files of the same names are replaced, others left alone
   * @param progress gets the number of images done, from several threads, one at a time
   * @throws SettingException if a setting cannot be used
   * @throws XrayException if OpenCV cannot be loaded
   * @throws IOException if a file cannot be written
   */
  public static void generate(
      PhantomSettings settings, Seed seed, Path folder, IntConsumer progress)
      throws XrayException, IOException {
    generate(settings, seed, folder, progress, Runtime.getRuntime().availableProcessors());
  }

  static void generate(
      PhantomSettings settings, Seed seed, Path folder, IntConsumer progress, int threads)
      throws XrayException, IOException {
    settings.check();
    Progress made = new Progress(progress);
    List<PhantomPlan.Item> items = PhantomPlan.of(settings, seed);
    List<PhantomMetadata.Row> rows =
        Parallel.map(
            threads,
            items.size(),
            i -> {
              PhantomMetadata.Row row = make(settings, seed, items.get(i), folder);
              made.one();
              return row;
            });
    PhantomMetadata.write(folder.resolve(METADATA), rows);
  }

  private static PhantomMetadata.Row make(
      PhantomSettings settings, Seed seed, PhantomPlan.Item item, Path folder) throws IOException {
    int patient = item.patient();
    int image = item.image();
    Nuisance nuisance =
        Nuisance.of(new Draw(seed.random("phantom image", patient, image)), settings);
    Attenuation attenuation = attenuation(settings, seed, item, nuisance);
    boolean marker =
        seed.random("phantom marker", patient, image).nextDouble()
            < settings.markerProbability(item.positive());
    float[] picture =
        Radiograph.develop(
            attenuation, nuisance, marker, new Draw(seed.random("phantom noise", patient, image)));
    String filename = item.name() + "." + nuisance.file().extension();
    AtomicFiles.write(
        folder.resolve(IMAGES).resolve(filename), Radiograph.encode(picture, nuisance));
    writeMask(folder.resolve(LUNG_MASKS), item, nuisance.framing(), attenuation.lungs());
    writeMask(folder.resolve(LESION_MASKS), item, nuisance.framing(), attenuation.lesions());
    return row(seed, item, nuisance, filename);
  }

  private static Attenuation attenuation(
      PhantomSettings settings, Seed seed, PhantomPlan.Item item, Nuisance nuisance) {
    Anatomy anatomy = anatomy(seed, item.patient(), nuisance.breath(), nuisance.ap());
    Disease disease = Disease.of(seed, item, anatomy(seed, item.patient(), 0, false));
    return Attenuation.of(anatomy, disease, settings.visibility(), nuisance.framing());
  }

  private static Anatomy anatomy(Seed seed, int patient, double breath, boolean ap) {
    boolean female = Person.of(seed, patient).female();
    return Anatomy.of(new Draw(seed.random("phantom anatomy", patient)), female, breath, ap);
  }

  private static PhantomMetadata.Row row(
      Seed seed, PhantomPlan.Item item, Nuisance nuisance, String filename) {
    Person person = Person.of(seed, item.patient());
    return new PhantomMetadata.Row(
        item.patient(),
        item.image() * person.days(),
        person.female() ? "F" : "M",
        person.age(),
        item.positive(),
        nuisance.ap() ? "AP" : "PA",
        filename);
  }

  /**
   * What the metadata say of a patient.
   *
   * @param female or male
   * @param age in years
   * @param days between two images
   */
  private record Person(boolean female, int age, int days) {
    static Person of(Seed seed, int patient) {
      Draw draw = new Draw(seed.random("phantom person", patient));
      return new Person(draw.chance(0.5), draw.whole(20, 85), draw.whole(1, 7));
    }
  }

  private static void writeMask(Path folder, PhantomPlan.Item item, Framing framing, boolean[] mask)
      throws IOException {
    byte[] levels = new byte[mask.length];
    for (int i = 0; i < mask.length; i++) {
      levels[i] = (byte) (mask[i] ? 255 : 0);
    }
    AtomicFiles.write(
        folder.resolve(item.name() + ".png"),
        ImageCodec.encodePng(new GreyImage(framing.width(), framing.height(), levels)));
  }
}
