package org.statescope.app.live;

import java.util.List;
import org.statescope.training.run.event.Tags;

/// What the live view plots, in the order of its panels.
enum Quantity {
  LOSS("live.loss", true, 0, true, true, List.of(Tags.TRAIN_LOSS, Tags.VALIDATION_LOSS)),
  PERPLEXITY(
      "live.perplexity",
      true,
      1,
      true,
      true,
      List.of(Tags.TRAIN_PERPLEXITY, Tags.VALIDATION_PERPLEXITY)),
  LEARNING_RATE("live.learning-rate", false, 0, false, false, List.of(Tags.LEARNING_RATE)),
  GRADIENT_NORM("live.gradient-norm", false, 1, true, true, List.of(Tags.GRADIENT_NORM)),
  TOKENS_PER_SECOND(
      "live.tokens-per-second", false, 2, false, true, List.of(Tags.TOKENS_PER_SECOND));

  private final String titleKey;
  private final boolean large;
  private final int place;
  private final boolean followsLogarithm;
  private final boolean noisy;
  private final List<String> tags;

  Quantity(
      String titleKey,
      boolean large,
      int place,
      boolean followsLogarithm,
      boolean noisy,
      List<String> tags) {
    this.titleKey = titleKey;
    this.large = large;
    this.place = place;
    this.followsLogarithm = followsLogarithm;
    this.noisy = noisy;
    this.tags = tags;
  }

  String titleKey() {
    return titleKey;
  }

  /// Large plots stand on the left, the others on the right.
  boolean isLarge() {
    return large;
  }

  /// Place from the top of its column.
  int place() {
    return place;
  }

  boolean isLowest() {
    return this == PERPLEXITY || this == TOKENS_PER_SECOND;
  }

  boolean followsLogarithm() {
    return followsLogarithm;
  }

  /// Whether smoothing says anything: a learning rate is a formula.
  boolean isNoisy() {
    return noisy;
  }

  List<String> tags() {
    return tags;
  }
}
