package org.statescope.app.structure;

import java.util.Locale;
import org.statescope.app.texts.Texts;

/// What the cells of the heat maps show. All are read by their decades.
public enum Quantity {
  CONTROLLABILITY,
  OBSERVABILITY,
  CONTROLLABILITY_GRAMIAN,
  OBSERVABILITY_GRAMIAN,
  HANKEL,
  STABILITY;

  /// The value of a system; infinite where it does not exist or is beyond any number, and for
  /// [#STABILITY] negative for an unstable system.
  double of(SystemCensus system) {
    return switch (this) {
      case CONTROLLABILITY -> system.controllabilityDistance();
      case OBSERVABILITY -> system.observabilityDistance();
      case CONTROLLABILITY_GRAMIAN -> system.controllabilityCondition();
      case OBSERVABILITY_GRAMIAN -> system.observabilityCondition();
      case HANKEL -> system.hankelRatio();
      case STABILITY -> system.margin();
    };
  }

  /// Whether the value is one that an unstable system does not have.
  boolean isBroken(SystemCensus system) {
    return needsStability() && !system.isStable();
  }

  boolean needsStability() {
    return this != CONTROLLABILITY && this != OBSERVABILITY;
  }

  /// Whether a large value is a bad one.
  boolean isWorseWhenLarge() {
    return this == CONTROLLABILITY_GRAMIAN || this == OBSERVABILITY_GRAMIAN;
  }

  /// The name in texts.
  String key() {
    return "structure.quantity." + name().toLowerCase(Locale.ROOT);
  }

  public String title() {
    return Texts.text(key());
  }
}
