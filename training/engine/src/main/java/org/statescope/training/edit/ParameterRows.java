package org.statescope.training.edit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.statescope.analysis.design.EditedNetwork;
import org.statescope.analysis.lti.CompanionForm;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.network.SchwarzBank;
import org.statescope.analysis.network.SystemBank;
import org.statescope.training.model.HeadRates;
import org.statescope.training.run.CoefficientParameterisation;
import org.statescope.training.run.DecayParameterisation;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.tensor.HurwitzPolynomial;

/// The parameters of a system's A from its poles, the inverse of what the models compute.
///
/// - Shapes: N poles give N numbers, a head's one. Modified: nothing.
/// - Edge cases: poles that the parameterisation keeps out are refused in one sentence: unstable
///   ones everywhere but in free coefficients and free rates, and those nearer to 0 than its
///   margin.
/// - Tolerance: exact but for the rounding of doubles, before the numbers become floats.
/// - Cost: N², and N² operations on long decimals for the Schwarz form.
final class ParameterRows {
  private final ModelConfiguration model;

  ParameterRows(ModelConfiguration model) {
    this.model = model;
  }

  /// The last part of the parameter's name.
  String parameterName() {
    return switch (model.structure()) {
      case MAMBA -> "A_log";
      case MAMBA2 -> HeadRates.parameterName(model.requireHeads().decay());
      case SC_MAMBA, SO_MAMBA -> isFree() ? "A_coefficients" : "A_factors";
      case ROUTH_SCHWARZ, ROUTH_SCHWARZ_DUAL -> "A_schwarz";
    };
  }

  /// The parameters of one system.
  double[] of(EditedNetwork edited, int layer, int system) {
    List<Complex> poles = edited.poles(layer, system);
    return switch (model.structure()) {
      case MAMBA -> logarithms(poles, layer, system);
      case MAMBA2 -> rate(poles.getFirst().real(), layer, system);
      case SC_MAMBA, SO_MAMBA ->
          isFree() ? CompanionForm.coefficients(poles) : factors(poles, layer, system);
      case ROUTH_SCHWARZ, ROUTH_SCHWARZ_DUAL ->
          schwarz(edited.network().layers().get(layer).channels(), layer, system);
    };
  }

  private boolean isFree() {
    return model.requireCanonical().coefficients() == CoefficientParameterisation.FREE;
  }

  private static double[] logarithms(List<Complex> poles, int layer, int system) {
    double[] row = new double[poles.size()];
    for (int state = 0; state < row.length; state++) {
      double rate = poles.get(state).real();
      if (!(rate < 0)) {
        throw refused("A = −exp(A_log)", layer, system, rate);
      }
      row[state] = Math.log(-rate);
    }
    return row;
  }

  private double[] rate(double rate, int layer, int system) {
    DecayParameterisation decay = model.requireHeads().decay();
    if (!HeadRates.canBe(decay, rate)) {
      throw refused("the decay '" + decay.label() + "'", layer, system, rate);
    }
    return new double[] {HeadRates.parameter(decay, -rate)};
  }

  /// ζ and ω of each pair with λ₁ + λ₂ = −2ζω, λ₁λ₂ = ω², real poles paired with their neighbours,
  /// and σ of a last real one.
  private static double[] factors(List<Complex> poles, int layer, int system) {
    List<Double> real = new ArrayList<>();
    double[] row = new double[poles.size()];
    int at = 0;
    for (Complex pole : poles) {
      if (!(pole.real() < 0)) {
        throw refused("the Hurwitz factors", layer, system, pole.real());
      }
      if (pole.isReal()) {
        real.add(pole.real());
      } else if (pole.imaginary() > 0) {
        at = pair(row, at, -pole.real() / pole.modulus(), pole.modulus(), layer, system);
      }
    }
    real.sort(Comparator.naturalOrder());
    for (int i = 0; i + 1 < real.size(); i += 2) {
      double frequency = Math.sqrt(real.get(i) * real.get(i + 1));
      double damping = -(real.get(i) + real.get(i + 1)) / (2 * frequency);
      at = pair(row, at, damping, frequency, layer, system);
    }
    if (at < row.length) {
      row[at] = inverse(-real.getLast(), layer, system);
    }
    return row;
  }

  private static int pair(
      double[] row, int at, double damping, double frequency, int layer, int system) {
    row[at] = inverse(damping, layer, system);
    row[at + 1] = inverse(frequency, layer, system);
    return at + 2;
  }

  private static double[] schwarz(SystemBank bank, int layer, int system) {
    SchwarzBank form = (SchwarzBank) bank;
    int couplings = form.order() - 1;
    double[] row = new double[form.order()];
    int from = form.couplings().length == couplings ? 0 : system * couplings;
    for (int i = 0; i < couplings; i++) {
      row[i] = inverse(form.couplings()[from + i], layer, system);
    }
    row[couplings] =
        inverse(form.damping()[form.damping().length == 1 ? 0 : system], layer, system);
    return row;
  }

  private static double inverse(double value, int layer, int system) {
    if (!(value > HurwitzPolynomial.SMALLEST)) {
      throw new IllegalArgumentException(
          "The poles of system %d in layer %d come too near to 0 for their parameters, which stay above %s."
              .formatted(system, layer, HurwitzPolynomial.SMALLEST));
    }
    return HurwitzPolynomial.inversePositive(value);
  }

  private static IllegalArgumentException refused(
      String parameters, int layer, int system, double rate) {
    return new IllegalArgumentException(
        "System %d in layer %d cannot have a pole with Re λ = %s: %s of this model keeps it out."
            .formatted(system, layer, rate, parameters));
  }
}
