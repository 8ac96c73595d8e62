package dev.xray.core.report;

import com.samskivert.mustache.Template;
import dev.xray.core.SettingException;
import dev.xray.core.dataset.DatasetManifest;
import dev.xray.core.dataset.Part;
import dev.xray.core.dataset.SourceCount;
import dev.xray.core.image.Preprocessing;
import dev.xray.core.model.ModelDescription;
import dev.xray.core.network.NetworkSummary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Renders {@code MODEL_CARD.md}: what a model is for, what it was trained on and what nobody knows
 * of it (Mitchell et al. 2019, Model Cards for Model Reporting). Names no file and no patient, and
 * holds no time: the same model gives the same bytes. What xray cannot know and its maker does not
 * say is 'not stated'.
 */
public final class ModelCard {
  /** Name of the file in a model bundle. */
  public static final String FILE = "MODEL_CARD.md";

  /** Field of {@link #FIELDS} that is also in {@code model.json}. */
  public static final String INTENDED_USE = "intendedUse";

  /** What only its maker can say of a model: field to how the card puts it. */
  public static final Map<String, String> FIELDS = fields();

  private static final String NOT_STATED = "*not stated*";

  private static final Template TEMPLATE = Templates.text("model-card.mustache");

  private ModelCard() {}

  private static Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(INTENDED_USE, "What it is meant for, and for whom");
    fields.put("limitations", "Known limitations, and where it must not be used");
    fields.put(
        "acquisition", "How the images were acquired, on which devices and in which hospitals");
    fields.put("labelling", "How the labels were made, by whom and with which reference standard");
    fields.put(
        "patients", "Age, sex and origin of the patients, and for which groups the model is worse");
    fields.put(
        "externalValidation",
        "Whether it was tried on images from another source, and with what result");
    fields.put("shortcuts", "Whether something other than the disease tells the two classes apart");
    fields.put("contact", "Whom to ask");
    return Collections.unmodifiableMap(fields);
  }

  /**
   * Checks the fields that a user states.
   *
   * @throws SettingException if one does not exist or says nothing
   */
  public static void validate(Map<String, String> stated) throws SettingException {
    for (Map.Entry<String, String> field : stated.entrySet()) {
      if (!FIELDS.containsKey(field.getKey())) {
        throw new SettingException(
            "modelCard." + field.getKey(),
            "is no field of the model card. There are " + String.join(", ", FIELDS.keySet()) + ".");
      }
      if (field.getValue().isBlank()) {
        throw new SettingException(
            "modelCard." + field.getKey(),
            "is empty: write what is to be stated, or leave it out.");
      }
    }
  }

  /**
   * Renders the card of a model.
   *
   * @param model what it is
   * @param data what it was trained on
   * @param settings of its recipe, dotted name to value
   * @param stated what its maker says, by {@link #FIELDS}
   * @return Markdown, UTF-8
   * @throws SettingException if the model's network cannot be built
   */
  public static byte[] of(
      ModelDescription model,
      DatasetManifest data,
      Map<String, Object> settings,
      Map<String, String> stated)
      throws SettingException {
    NetworkSummary network = NetworkSummary.of(model.network(), model.width(), model.height());
    return TEMPLATE
        .execute(
            new Card(
                model,
                model.coordinates().orElse(""),
                network.parameters(),
                network.toString(),
                String.join(", ", model.thresholds().stream().map(Numbers::threshold).toList()),
                deciding(model),
                calibration(model),
                words(model.preprocessing()),
                parts(data),
                sources(data),
                LicenceRow.of(data.licences(), data.classes()),
                LicenceWords.note(data.licences()),
                patients(data),
                statements(stated),
                settings.entrySet().stream()
                    .map(setting -> new Pair(setting.getKey(), String.valueOf(setting.getValue())))
                    .toList()))
        .getBytes(StandardCharsets.UTF_8);
  }

  private record Card(
      ModelDescription model,
      String coordinates,
      long parameters,
      String layers,
      String thresholds,
      String deciding,
      String calibration,
      String preprocessing,
      List<PartRow> parts,
      List<SourceRow> sources,
      List<LicenceRow> licences,
      String licenceNote,
      String patients,
      List<Pair> statements,
      List<Pair> settings) {}

  private record Pair(String name, String value) {}

  private record PartRow(String part, int negatives, int positives) {}

  private record SourceRow(String label, String where, int taken) {}

  private static List<Pair> statements(Map<String, String> stated) {
    return FIELDS.entrySet().stream()
        .map(
            field ->
                new Pair(
                    field.getValue(),
                    Optional.ofNullable(stated.get(field.getKey()))
                        .map(text -> text.strip().replaceAll("\\s+", " "))
                        .orElse(NOT_STATED)))
        .toList();
  }

  private static String deciding(ModelDescription model) {
    String value = Numbers.threshold(model.decidingThreshold());
    return model
        .chosenThreshold()
        .map(chosen -> value + " by " + chosen.policy() + ", " + chosen.chosenOnText())
        .orElse(value + ", not chosen from data");
  }

  private static String calibration(ModelDescription model) {
    return model
        .calibration()
        .map(
            by ->
                by.method()
                    + " "
                    + Numbers.temperature(by.temperature())
                    + ", fitted on "
                    + Numbers.count(by.images(), by.fittedOn() + " image"))
        .orElse("none");
  }

  private static String words(Preprocessing preprocessing) {
    return preprocessing.width()
        + " x "
        + preprocessing.height()
        + " pixels, grey; equalisation "
        + lower(preprocessing.equalization())
        + ", fit "
        + lower(preprocessing.fit())
        + ", resampling "
        + lower(preprocessing.resampling())
        + (preprocessing.crop() == 0
            ? ""
            : ", " + Numbers.percent(preprocessing.crop()) + " of each side cut off")
        + "; 0 to 1";
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static List<PartRow> parts(DatasetManifest data) {
    List<PartRow> rows = new ArrayList<>();
    for (Part part : Part.values()) {
      Map<String, Integer> images = data.images().get(part);
      int negatives = images.get(data.classes().negative());
      int positives = images.get(data.classes().positive());
      if (negatives + positives > 0) {
        rows.add(new PartRow(part.name().toLowerCase(Locale.ROOT), negatives, positives));
      }
    }
    return rows;
  }

  private static List<SourceRow> sources(DatasetManifest data) {
    List<SourceRow> rows = new ArrayList<>();
    for (SourceCount source : data.sources()) {
      rows.add(new SourceRow(source.label(), where(source), source.taken()));
    }
    return rows;
  }

  /** The filter of a source, such as {@code finding = COVID-19, view = PA}. */
  static String where(SourceCount source) {
    String where =
        new TreeMap<>(source.where())
            .entrySet().stream()
                .map(filter -> filter.getKey() + " = " + filter.getValue())
                .collect(Collectors.joining(", "));
    return where.isEmpty() ? "all" : where;
  }

  private static String patients(DatasetManifest data) {
    String known = Numbers.count(data.patients().patients(), "known patient");
    int unknown = data.patients().imagesOfUnknownPatient();
    return (data.patients().separated()
            ? known + ", none on two sides of the split"
            : known
                + ", "
                + data.patients().onTwoSides().size()
                + " of them on two sides of the split")
        + (unknown == 0 ? "" : "; " + Numbers.count(unknown, "image") + " of unknown patients");
  }
}
