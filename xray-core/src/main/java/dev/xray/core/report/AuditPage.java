package dev.xray.core.report;

import dev.xray.core.audit.Finding;
import dev.xray.core.audit.NamedImage;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.report.AuditDocument.AlarmDocument;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What {@code audit.html} shows; its methods are the names in the templates. */
final class AuditPage {
  private static final int SIDE = 220;

  /** Beyond it groups are listed by name, without pictures, so that the page stays readable. */
  private static final int GROUPS_WITH_PICTURES = 100;

  private final AuditData data;
  private final AuditDocument document;

  AuditPage(AuditData data, AuditDocument document) {
    this.data = data;
    this.document = document;
  }

  AuditDocument document() {
    return document;
  }

  /** Symbol of the verdict's level, so that colour does not carry it alone. */
  String symbol() {
    return switch (document.verdict().level()) {
      case "nothing found" -> "✓";
      case "doubtful" -> "?";
      default -> "✗";
    };
  }

  /** One word, for a class name. */
  String level() {
    return document.verdict().level().replace(' ', '-');
  }

  record FindingView(
      String check,
      String severity,
      boolean accepted,
      String text,
      String advice,
      List<GroupView> groups,
      List<GroupView> named) {}

  record GroupView(int number, List<ImageView> images) {}

  record ImageView(
      String picture, String file, String source, String label, String place, String patient) {}

  record AlarmView(
      String title, String effect, String limit, String p, String adjustedP, boolean raised) {}

  // The template engine knows no Optional: a list of at most one stands for it.

  List<AssociationView> associations() {
    return document.associations().stream().map(AssociationView::of).toList();
  }

  List<BaselineView> baselines() {
    return document.baselines().stream().map(BaselineView::of).toList();
  }

  List<ProbeView> probes() {
    return document.probes().stream().map(each -> ProbeView.of(each, data.probed())).toList();
  }

  List<ExplanationTables> explanation() {
    return document.explanation().stream().map(ExplanationTables::new).toList();
  }

  List<ShownMaps> maps() {
    return data.maps().stream().toList();
  }

  List<FindingView> findings() {
    return data.leakage().findings().stream().map(this::view).toList();
  }

  boolean nothingLeaks() {
    return data.leakage().findings().isEmpty();
  }

  List<Map.Entry<String, String>> digests() {
    return List.copyOf(document.provenance().digests().entrySet());
  }

  List<Map.Entry<String, String>> versions() {
    return List.copyOf(document.provenance().versions().entrySet());
  }

  List<AlarmView> alarms() {
    return document.alarms().stream().map(AuditPage::view).toList();
  }

  private FindingView view(Finding finding) {
    List<GroupView> groups =
        IntStream.range(0, finding.groups().size())
            .mapToObj(
                i ->
                    new GroupView(
                        i + 1,
                        finding.groups().get(i).stream()
                            .map(image -> view(image, i < GROUPS_WITH_PICTURES))
                            .toList()))
            .toList();
    int shown = Math.min(groups.size(), GROUPS_WITH_PICTURES);
    return new FindingView(
        finding.check(),
        finding.severity().name().toLowerCase(Locale.ROOT),
        data.accepted().contains(finding.check()),
        finding.text(),
        finding.advice(),
        groups.subList(0, shown),
        groups.subList(shown, groups.size()));
  }

  private ImageView view(NamedImage image, boolean shown) {
    Optional<GreyImage> picture =
        shown ? Optional.ofNullable(data.pictures().get(image.path())) : Optional.empty();
    return new ImageView(
        picture.map(AuditPage::dataUri).orElse(""),
        image.file(),
        image.source(),
        image.label(),
        image.place(),
        image.patient().orElse("unknown"));
  }

  private static String dataUri(GreyImage picture) {
    return "data:image/jpeg;base64,"
        + Base64.getEncoder().encodeToString(Png.thumbnail(picture, SIDE));
  }

  private static AlarmView view(AlarmDocument alarm) {
    String value = alarm.effect().value() == null ? "–" : Numbers.share(alarm.effect().value());
    String interval =
        alarm
            .effect()
            .interval()
            .map(i -> " [" + Numbers.share(i.low()) + ", " + Numbers.share(i.high()) + "]")
            .orElse("");
    return new AlarmView(
        alarm.title(),
        alarm.effectName() + " " + value + interval,
        Numbers.share(alarm.limit()),
        Numbers.share(alarm.p()),
        Numbers.share(alarm.adjustedP()),
        alarm.raised());
  }
}
