package org.statescope.training.trainer;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.statescope.training.run.ModelConfiguration;

/// What is said of systems that became unstable.
final class InstabilitySentence {
  private InstabilitySentence() {}

  /// Names the worst and counts the others.
  static String of(long step, List<UnstableSystem> fresh, ModelConfiguration model) {
    UnstableSystem worst =
        fresh.stream()
            .max(Comparator.comparingDouble(UnstableSystem::spectralAbscissa))
            .orElseThrow();
    String others =
        fresh.size() == 1 ? "" : ", as did %d other systems".formatted(fresh.size() - 1);
    return String.format(
        Locale.ROOT,
        "At step %d the state matrix of %s became unstable, with a pole of real part %.3g%s.",
        step,
        worst.place(model),
        worst.spectralAbscissa(),
        others);
  }
}
