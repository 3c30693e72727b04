package org.statescope.app.design;

import org.statescope.analysis.lti.Complex;
import org.statescope.training.run.Discretisation;

/// How a pole of a system lies on both planes.
///
/// @param continuous whether the system's own poles are those of the s-plane; else they are z
/// @param rule how a token samples a continuous system
/// @param step Δ of a token, positive
record Sampling(boolean continuous, Discretisation rule, double step) {
  Sampling {
    if (!(step > 0) || Double.isInfinite(step)) {
      throw new IllegalArgumentException(
          "The step is " + step + " but must be finite and positive");
    }
  }

  /// Where the system's own pole lies on the s-plane: log z where it is one of discrete time.
  Complex s(Complex pole) {
    return continuous ? pole : pole.log();
  }

  /// e^{sΔ}, or (1 + sΔ/2) / (1 − sΔ/2) under the bilinear rule.
  Complex z(Complex pole) {
    if (!continuous) {
      return pole;
    }
    return switch (rule) {
      case EULER, ZOH -> pole.times(step).exp();
      case BILINEAR -> {
        Complex half = pole.times(step / 2);
        yield Complex.ONE.plus(half).dividedBy(Complex.ONE.minus(half));
      }
    };
  }

  /// The system's own pole at a place of the s-plane.
  Complex atS(Complex s) {
    return continuous ? s : s.exp();
  }

  /// The system's own pole at a place of the z-plane, on the principal branch; not finite where
  /// there is none.
  Complex atZ(Complex z) {
    if (!continuous) {
      return z;
    }
    return switch (rule) {
      case EULER, ZOH -> z.log().times(1 / step);
      case BILINEAR -> z.minus(Complex.ONE).dividedBy(z.plus(Complex.ONE)).times(2 / step);
    };
  }
}
