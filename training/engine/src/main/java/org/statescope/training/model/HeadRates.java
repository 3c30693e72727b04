package org.statescope.training.model;

import org.statescope.training.run.DecayParameterisation;
import org.statescope.training.tensor.HurwitzPolynomial;
import org.statescope.training.tensor.Tensor;

/// The rate a of every head of a Mamba-2 layer and the parameter that it comes from. All start with
/// −a uniform in [1, 16].
///
/// | decay | a | kept below 0 |
/// |---|---|---|
/// | log | −exp(A_log) | by the exponential, though as near to 0 as it likes |
/// | stable | −ε − softplus(A_softplus) | by at least ε for every parameter |
/// | free | A | not at all |
/// | projected | A, and −ε where an update left it above | by at least ε after every update |
/// | paper | A, and −10⁻⁵ where an update left it at 0 or above | after every update |
public final class HeadRates {
  /// ε: a head forgets within 1000 units of its time, which is 10⁴ tokens and more at the steps
  /// that models start with.
  static final double MARGIN = 1e-3;

  /// What arXiv 2409.00563 writes over an a that is not negative.
  private static final double PAPER_RATE = -1e-5;

  private static final double SMALLEST = 1;
  private static final double LARGEST = 16;

  private final DecayParameterisation decay;
  private final Tensor parameter;

  /// @param prefix of the parameter's name, with its dot
  HeadRates(ModelTape tape, String prefix, DecayParameterisation decay, int heads) {
    this.decay = decay;
    Initial initial = (random, index) -> parameter(decay, random.uniform(SMALLEST, LARGEST));
    parameter = tape.parameterWithoutDecay(prefix + parameterName(decay), initial, heads);
    switch (decay) {
      case PROJECTED -> tape.constrain(new Constraint(parameter, -MARGIN, -MARGIN));
      case PAPER -> tape.constrain(new Constraint(parameter, Math.nextDown(0.0), PAPER_RATE));
      case LOG, STABLE, FREE -> {}
    }
  }

  /// Records how a comes from the parameter.
  Tensor record(ModelTape tape, String name) {
    return switch (decay) {
      case LOG -> tape.negativeExponential(name + ".A", parameter);
      case STABLE -> tape.negativeSoftplus(name + ".A", parameter, MARGIN);
      case FREE, PROJECTED, PAPER -> parameter;
    };
  }

  /// a of each head at the present parameters.
  double[] values() {
    double[] values = parameter.values();
    for (int head = 0; head < values.length; head++) {
      values[head] = rate(decay, values[head]);
    }
    return values;
  }

  /// The last part of the parameter's name.
  public static String parameterName(DecayParameterisation decay) {
    return switch (decay) {
      case LOG -> "A_log";
      case STABLE -> "A_softplus";
      case FREE, PROJECTED, PAPER -> "A";
    };
  }

  /// a from the parameter of a head.
  public static double rate(DecayParameterisation decay, double parameter) {
    return switch (decay) {
      case LOG -> -Math.exp(parameter);
      case STABLE -> -(MARGIN + HurwitzPolynomial.softplus(parameter));
      case FREE, PROJECTED, PAPER -> parameter;
    };
  }

  /// Whether a parameter of that kind, kept as training keeps it, can give a rate.
  public static boolean canBe(DecayParameterisation decay, double rate) {
    return switch (decay) {
      case LOG, PAPER -> rate < 0;
      case STABLE -> rate < -MARGIN;
      case PROJECTED -> rate <= -MARGIN;
      case FREE -> true;
    };
  }

  /// The parameter that gives a = −size; see [#canBe].
  public static double parameter(DecayParameterisation decay, double size) {
    return switch (decay) {
      case LOG -> Math.log(size);
      case STABLE -> HurwitzPolynomial.inverseSoftplus(size - MARGIN);
      case FREE, PROJECTED, PAPER -> -size;
    };
  }
}
