package dev.xray.core.report;

import dev.xray.core.Seed;
import dev.xray.core.audit.association.Associations;
import dev.xray.core.audit.baseline.BaselineResult;
import dev.xray.core.audit.baseline.Baselines;
import dev.xray.core.audit.baseline.ModelBeside;
import dev.xray.core.audit.facts.ImageFacts;
import dev.xray.core.audit.facts.MadeUp;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.Part;
import dev.xray.core.dataset.Split;
import dev.xray.core.evaluation.Case;
import dev.xray.core.evaluation.EvaluationSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sections of an audit in which class equals source and there are no masks. */
final class AuditExamples {
  private AuditExamples() {}

  static AssociationSection associations() {
    MadeUp data = data();
    return AssociationSection.of(Associations.of(data.dataset(), data.facts, 1));
  }

  /** Beside a model that is right nearly everywhere, but no more often than the thumbnail is. */
  static BaselineSection baselines() {
    MadeUp data = data();
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < data.images.size(); i++) {
      parts.add(i % 4 < 2 ? Part.TRAINING : Part.TEST);
    }
    List<BaselineResult> results =
        Baselines.of(data.dataset(), new Split(parts), data.facts, new Seed(1));
    List<Case> cases = results.get(0).cases();
    List<Double> probabilities = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      boolean wrong = i < 2;
      probabilities.add(cases.get(i).positive() != wrong ? 0.9 : 0.1);
    }
    return BaselineSection.of(
        results, ModelBeside.of(results, probabilities, EvaluationSettings.defaults()));
  }

  private static MadeUp data() {
    MadeUp data = new MadeUp(60, 1);
    for (int i = 0; i < data.images.size(); i++) {
      boolean positive = MadeUp.positive(i);
      LabeledImage image = data.images.get(i);
      ImageFacts facts = data.facts.get(i);
      data.images.set(
          i,
          MadeUp.of(
              i,
              positive ? "ours" : "theirs",
              image.file(),
              image.view(),
              image.sex(),
              image.age(),
              image.licence()));
      float[] thumbnail = facts.thumbnail();
      thumbnail[0] = positive ? 1 : 0;
      data.facts.set(
          i,
          new ImageFacts(
              facts.format(),
              facts.width(),
              facts.height(),
              facts.channels(),
              facts.bitDepth(),
              facts.exif(),
              facts.brightness(),
              facts.borderBrightness(),
              facts.histogram(),
              facts.frame(),
              thumbnail,
              facts.outsideCentre(),
              Optional.empty()));
    }
    return data;
  }
}
