package org.statescope.app.meter;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.texts.Texts;

/// What the meter says of one run at one step.
///
/// @param values that a rule of this structure acts on, one for each head of each layer; 0 for a
///   structure without heads
/// @param count what the rule changed; empty where the trainer reports nothing of the kind
/// @param snapshot the step whose poles the distances are of; empty while there is no snapshot
/// @param distances by layer
record RunMeter(
    ShownRun run,
    Guarantee guarantee,
    long values,
    Optional<ConstraintCount> count,
    OptionalLong snapshot,
    List<LayerDistance> distances) {
  RunMeter {
    distances = List.copyOf(distances);
  }

  /// The least distance of all layers, negative when unstable.
  Optional<LayerDistance> nearest() {
    return distances.stream().min(java.util.Comparator.comparingDouble(LayerDistance::margin));
  }

  /// What the rule did, or why there is nothing for one to do.
  String deeds() {
    if (guarantee.isRule()) {
      return count.map(this::deeds).orElseGet(() -> Texts.text("meter.rule.silent"));
    }
    if (guarantee.isCertified()) {
      return values > 0
          ? Texts.text("meter.certified.heads", number(values))
          : Texts.text("meter.certified.nothing");
    }
    return Texts.text("meter.open.advice");
  }

  private String deeds(ConstraintCount counted) {
    if (counted.steps() == 0) {
      return Texts.text("meter.rule.silent");
    }
    return counted.changes() == 0
        ? Texts.text("meter.rule.none", number(values), number(counted.steps()))
        : Texts.text(
            "meter.rule.some",
            number(counted.last()),
            number(values),
            number(counted.changes()),
            number(counted.stepsWithChanges()),
            number(counted.steps()));
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
