package org.statescope.app.tokens;

import java.util.Locale;
import org.statescope.training.run.trace.TracedText;

/// What the characters are coloured by and the plots show.
enum TokenQuantity {
  /// −ln of the probability that the model gave the token; of the text, the same for all channels.
  NATS,
  DELTA,
  ENERGY,
  SLOWEST,
  CONDITION;

  /// The stem of its texts.
  String key() {
    return "tokens.quantity." + name().toLowerCase(Locale.ROOT);
  }

  /// Whether equal ratios are equal distances.
  boolean isLogarithmic() {
    return this == DELTA || this == ENERGY || this == CONDITION;
  }

  /// The value at each token; NaN where there is none.
  double[] values(TracedText text, ChannelAnswers answers) {
    return switch (this) {
      case NATS -> nats(text);
      case DELTA -> answers.delta();
      case ENERGY -> answers.energy();
      case SLOWEST -> answers.slowest();
      case CONDITION -> answers.condition();
    };
  }

  /// The loss stands at the token that was predicted, so the first has none.
  private static double[] nats(TracedText text) {
    double[] nats = new double[text.length()];
    nats[0] = Double.NaN;
    System.arraycopy(text.nats(), 0, nats, 1, text.nats().length);
    return nats;
  }
}
