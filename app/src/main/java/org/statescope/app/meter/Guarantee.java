package org.statescope.app.meter;

import java.util.Locale;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.CoefficientParameterisation;
import org.statescope.training.run.DecayParameterisation;
import org.statescope.training.run.HeadConfiguration;
import org.statescope.training.run.ModelConfiguration;

/// What keeps the continuous-time poles of a model in the open left half-plane. Each discretisation
/// that the trainer offers keeps a stable system stable at every step size Δ > 0.
enum Guarantee {
  /// a = −exp(·), per channel (Mamba) or head (Mamba-2): negative at every value of the parameter.
  NEGATIVE_EXPONENTIAL(true),
  /// A head's a ≤ −ε at every value of its parameter.
  REPARAMETERISED(true),
  /// Coefficients of a Hurwitz polynomial, or the form of Routh and Schwarz.
  HURWITZ(true),
  /// A head's a is set to at most −ε after each update.
  PROJECTED(false),
  /// A head's a ≥ 0 becomes −10⁻⁵ after each update.
  PAPER(false),
  /// Nothing: a pole may cross the boundary.
  NONE(false);

  private final boolean certified;

  Guarantee(boolean certified) {
    this.certified = certified;
  }

  static Guarantee of(ModelConfiguration model) {
    return switch (model.structure()) {
      case MAMBA -> NEGATIVE_EXPONENTIAL;
      case MAMBA2 -> of(model.requireHeads());
      case SC_MAMBA, SO_MAMBA ->
          model.requireCanonical().coefficients() == CoefficientParameterisation.HURWITZ
              ? HURWITZ
              : NONE;
      case ROUTH_SCHWARZ, ROUTH_SCHWARZ_DUAL -> HURWITZ;
    };
  }

  private static Guarantee of(HeadConfiguration heads) {
    DecayParameterisation decay = heads.decay();
    return switch (decay) {
      case LOG -> NEGATIVE_EXPONENTIAL;
      case STABLE -> REPARAMETERISED;
      case PROJECTED -> PROJECTED;
      case PAPER -> PAPER;
      case FREE -> NONE;
    };
  }

  /// Whether every value of the parameters is stable, so that no rule is needed.
  boolean isCertified() {
    return certified;
  }

  /// Whether a rule on the values is enforced after each update.
  boolean isRule() {
    return this == PROJECTED || this == PAPER;
  }

  /// Certified, kept by a rule, or open; one or two words.
  String verdict() {
    return Texts.text(certified ? "meter.certified" : isRule() ? "meter.ruled" : "meter.open");
  }

  /// Why, in a sentence.
  String reason() {
    return Texts.text("meter.reason." + name().toLowerCase(Locale.ROOT));
  }
}
