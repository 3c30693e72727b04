package org.statescope.analysis.stability;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;
import org.statescope.analysis.linalg.EigenSystem;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.Continuous;
import org.statescope.analysis.lti.Discrete;
import org.statescope.analysis.lti.PoleProperties;
import org.statescope.analysis.lti.Poles;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.structure.DecisionMethod;
import org.statescope.analysis.structure.Evidence;
import org.statescope.analysis.structure.Verdict;

/// How far the poles are from the stability boundary: `−max Re λ` in continuous time, `1 − max |λ|`
/// in discrete time. Positive is stable.
///
/// **Shapes and units**: A n × n; the unit of A in continuous time (1/s), none in discrete time.
/// Nothing given is modified.
///
/// **Edge cases**: a pole on the boundary has margin 0 and is not stable. NaN cannot occur:
/// [StateSpace] refuses it.
///
/// **Tolerance**: [#uncertainty] is the first-order bound `κ(λ)·c·u·‖A‖_F` at the pole that
/// decides, never less than `c·u·‖A‖_F` with c = 8√n; the verdict is undecidable within it, and
/// where the bound is [PoleUncertainty.Unknown]. It does not promise robustness: a margin of 1 can
/// hide a stability radius of 1e-6 when the poles are ill-conditioned; see [StabilityRadius].
///
/// **Algorithm**: [Poles] and [EigenSystem]. **Cost**: eigenvalues and their conditions, O(n³).
///
/// @param spectralAbscissa the largest real part of a pole
/// @param spectralRadius the largest modulus of a pole
/// @param margin distance of the critical pole from the boundary, negative when it lies beyond
/// @param criticalPole the pole that decides, with damping, natural frequency and time constant
/// @param uncertainty how far rounding may have moved the margin
public record StabilityMargin(
    double spectralAbscissa,
    double spectralRadius,
    double margin,
    PoleProperties criticalPole,
    PoleUncertainty uncertainty) {
  private static final double UNIT_ROUNDOFF = 0x1p-53;
  private static final double BACKWARD_ERROR_FACTOR = 8;

  /// The margin of a system.
  public static StabilityMargin of(StateSpace system) {
    return of(system.a(), system.timeDomain());
  }

  /// The margin of a state matrix.
  public static StabilityMargin of(DMatrixRMaj a, TimeDomain timeDomain) {
    List<Complex> poles = Poles.of(a);
    double abscissa = Double.NEGATIVE_INFINITY;
    double radius = 0;
    Complex critical = poles.getFirst();
    for (Complex pole : poles) {
      abscissa = Math.max(abscissa, pole.real());
      radius = Math.max(radius, pole.modulus());
      if (margin(pole, timeDomain) < margin(critical, timeDomain)) {
        critical = pole;
      }
    }
    EigenSystem eigen = EigenSystem.of(a);
    double error =
        BACKWARD_ERROR_FACTOR * UNIT_ROUNDOFF * Math.sqrt(a.numRows) * NormOps_DDRM.normF(a);
    double doubtful = 1;
    double worst = Double.POSITIVE_INFINITY;
    for (int i = 0; i < eigen.count(); i++) {
      Complex pole = new Complex(eigen.real()[i], eigen.imaginary()[i]);
      double condition = Math.max(1, eigen.conditions()[i]);
      double slack = Math.abs(margin(pole, timeDomain)) / condition;
      if (slack < worst) {
        worst = slack;
        doubtful = condition;
      }
    }
    return new StabilityMargin(
        abscissa,
        radius,
        margin(critical, timeDomain),
        PoleProperties.of(critical, timeDomain),
        PoleUncertainty.of(doubtful, error, radius));
  }

  /// Damping ratio, natural frequency and time constant of every pole, in the order of [Poles#of].
  public static List<PoleProperties> poleProperties(StateSpace system) {
    List<PoleProperties> properties = new ArrayList<>(system.order());
    for (Complex pole : Poles.of(system)) {
      properties.add(PoleProperties.of(pole, system.timeDomain()));
    }
    return List.copyOf(properties);
  }

  /// The distance of one pole from the stability boundary, negative beyond it.
  public static double margin(Complex pole, TimeDomain timeDomain) {
    if (!pole.isFinite()) {
      throw new IllegalArgumentException("The pole is " + pole + " but must be finite");
    }
    return switch (timeDomain) {
      case Continuous() -> -pole.real();
      case Discrete(double _) -> 1 - pole.modulus();
    };
  }

  /// Whether every pole is strictly on the stable side, judged from the poles and their condition
  /// alone.
  public Verdict verdict() {
    String reason =
        String.format(
            Locale.ROOT,
            "the critical pole %.4g %+.4gi has margin %.3g; %s",
            criticalPole.pole().real() + 0.0,
            criticalPole.pole().imaginary() + 0.0,
            margin + 0.0,
            uncertainty.words());
    double slack = uncertainty.orInfinity();
    Evidence evidence =
        new Evidence(
            Math.abs(margin), slack, DecisionMethod.POLES, uncertainty.condition(), reason);
    if (!(Math.abs(margin) > slack)) {
      return new Verdict.Undecidable(evidence);
    }
    return margin > 0 ? new Verdict.Holds(evidence) : new Verdict.Fails(evidence);
  }
}
