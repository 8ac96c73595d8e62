package dev.xray.core.report;

import dev.xray.core.Disclaimer;
import dev.xray.core.dataset.SourceCount;
import dev.xray.core.report.DataSheetSet.Picture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What {@code dataset.html} shows; its methods are the names in the templates. */
final class DataSheetPage {
  private static final int SIDE = 240;

  /** Fields of the model card that speak of the data. */
  private static final List<String> FIELDS = List.of("acquisition", "labelling", "patients");

  private static final String NOT_STATED = "not stated";

  private final DataSheetData data;

  DataSheetPage(DataSheetData data) {
    this.data = data;
  }

  record SetView(
      String id,
      boolean own,
      String heading,
      int images,
      String counts,
      String patients,
      String negative,
      String positive,
      String licenceNote,
      List<LicenceRow> licences,
      List<BreakdownView> breakdowns,
      List<PicturesView> pictures) {}

  record BreakdownView(String title, String note, List<ValueView> values) {}

  record ValueView(String value, CellView negative, CellView positive) {}

  /** A count and which share of its class it is; {@code width} is the bar's, in %. */
  record CellView(int count, String share, String width, String tone) {}

  record PicturesView(String heading, List<PictureView> images) {}

  record PictureView(String picture, String file, String label) {}

  record SourceView(
      String source,
      String label,
      String where,
      int rows,
      int matched,
      int missing,
      int repeated,
      int sampledAway,
      int taken) {}

  record Statement(String name, String value) {}

  String name() {
    return data.name();
  }

  String disclaimer() {
    return Disclaimer.TEXT;
  }

  String negative() {
    return data.classes().negative();
  }

  String positive() {
    return data.classes().positive();
  }

  List<SetView> sets() {
    List<SetView> views = new ArrayList<>();
    for (DataSheetSet set : data.sets()) {
      views.add(view(set, "set-" + views.size()));
    }
    return views;
  }

  List<SourceView> sources() {
    return data.sources().stream().map(DataSheetPage::view).toList();
  }

  List<Statement> statements() {
    return FIELDS.stream()
        .map(
            field ->
                new Statement(
                    Optional.ofNullable(ModelCard.FIELDS.get(field)).orElse(field),
                    data.stated().getOrDefault(field, NOT_STATED)))
        .toList();
  }

  List<String> warnings() {
    return data.warnings();
  }

  List<Map.Entry<String, String>> digests() {
    return List.copyOf(data.digests().entrySet());
  }

  List<Map.Entry<String, String>> versions() {
    return List.copyOf(data.versions().entrySet());
  }

  private SetView view(DataSheetSet set, String id) {
    boolean own = set.name().equals(DataSheetSet.DATA_SET);
    return new SetView(
        id,
        own,
        own ? "The data set" : "External set " + set.name(),
        set.total(),
        of(set, negative()) + " " + negative() + ", " + of(set, positive()) + " " + positive(),
        Numbers.count(set.patients(), "known patient")
            + (set.imagesWithoutPatient() == 0
                ? ""
                : "; "
                    + Numbers.count(set.imagesWithoutPatient(), "image")
                    + " of unknown patients"),
        negative(),
        positive(),
        LicenceWords.note(set.licences()),
        LicenceRow.of(set.licences(), data.classes()),
        set.breakdowns().stream().map(breakdown -> view(breakdown, set)).toList(),
        pictures(set));
  }

  private BreakdownView view(Breakdown breakdown, DataSheetSet set) {
    return new BreakdownView(
        breakdown.title(),
        breakdown.note(),
        breakdown.values().stream()
            .map(
                value ->
                    new ValueView(
                        value.value(),
                        cell(value, set, negative(), "negative"),
                        cell(value, set, positive(), "positive")))
            .toList());
  }

  private static CellView cell(Breakdown.Value value, DataSheetSet set, String label, String tone) {
    int all = of(set, label);
    double share = all == 0 ? 0 : (double) value.of(label) / all;
    return new CellView(
        value.of(label),
        all == 0 ? "–" : wholePercent(share),
        String.format(Locale.ROOT, "%.1f", 100 * share),
        tone);
  }

  /** What is not quite none or all never reads as 0% or 100%. */
  private static String wholePercent(double share) {
    if (share > 0 && share < 0.01) {
      return "<1%";
    }
    if (share < 1 && share > 0.99) {
      return ">99%";
    }
    return Math.round(100 * share) + "%";
  }

  private static int of(DataSheetSet set, String label) {
    return set.images().getOrDefault(label, 0);
  }

  private static List<PicturesView> pictures(DataSheetSet set) {
    Map<String, List<PictureView>> groups = new LinkedHashMap<>();
    for (Picture picture : set.pictures()) {
      groups
          .computeIfAbsent(picture.label() + ", from " + picture.source(), any -> new ArrayList<>())
          .add(
              new PictureView(
                  picture
                      .picture()
                      .map(image -> PageBuilder.dataUri("jpeg", Png.thumbnail(image, SIDE)))
                      .orElse(""),
                  picture.file(),
                  picture.label()));
    }
    List<PicturesView> views = new ArrayList<>();
    groups.forEach((heading, images) -> views.add(new PicturesView(heading, images)));
    return views;
  }

  private static SourceView view(SourceCount source) {
    return new SourceView(
        source.source(),
        source.label(),
        ModelCard.where(source),
        source.rows(),
        source.matched(),
        source.missing().size(),
        source.repeated(),
        source.sampledAway(),
        source.taken());
  }
}
