package org.statescope.training.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.statescope.training.run.Discretisation;
import org.statescope.training.tensor.Backend;
import org.statescope.training.tensor.HeadSignals;
import org.statescope.training.tensor.Operation;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Shape;
import org.statescope.training.tensor.Tape;
import org.statescope.training.tensor.Tensor;
import org.statescope.training.tensor.Tokens;

/// The tape as models write on it: every operation makes its output and returns it, every parameter
/// brings its initial distribution and whether it takes weight decay.
final class ModelTape {
  private final Tape tape;
  private final Backend backend;
  private final List<Start> starts = new ArrayList<>();
  private final Set<String> withoutDecay = new HashSet<>();
  private final List<Constraint> constraints = new ArrayList<>();

  private record Start(Tensor parameter, Initial initial) {}

  ModelTape(Tape tape) {
    this.tape = tape;
    this.backend = tape.backend();
  }

  /// A parameter with weight decay.
  Tensor parameter(String name, Initial initial, int... sizes) {
    Tensor parameter = tape.parameter(name, Shape.of(sizes));
    starts.add(new Start(parameter, initial));
    return parameter;
  }

  /// A parameter without weight decay: biases, norm weights and whatever shapes the dynamics.
  Tensor parameterWithoutDecay(String name, Initial initial, int... sizes) {
    withoutDecay.add(name);
    return parameter(name, initial, sizes);
  }

  Set<String> withoutDecay() {
    return Set.copyOf(withoutDecay);
  }

  /// Adds a rule that a parameter must keep to after every update.
  void constrain(Constraint constraint) {
    constraints.add(constraint);
  }

  List<Constraint> constraints() {
    return List.copyOf(constraints);
  }

  /// Draws every parameter; the tape must be sealed.
  void initialise(long seed) {
    for (Start start : starts) {
      RandomStream random = new RandomStream(seed, start.parameter.name());
      double[] values = new double[Math.toIntExact(start.parameter.shape().count())];
      for (int i = 0; i < values.length; i++) {
        values[i] = start.initial.value(random, i);
      }
      start.parameter.setValues(values);
    }
  }

  Tensor embedding(String name, Tokens tokens, Tensor table) {
    Tensor output =
        tape.activation(name, Shape.of(tokens.batch(), tokens.length(), table.columns()));
    return tape.record(backend.embedding(tokens, table, output), output, table);
  }

  Tensor linear(String name, Tensor input, Tensor weight) {
    Tensor output = tape.activation(name, input.shape().withColumns(weight.rows()));
    return tape.record(backend.linear(input, weight, output), output, input, weight);
  }

  Tensor add(String name, Tensor left, Tensor right) {
    Tensor output = tape.activation(name, left.shape());
    return tape.record(backend.add(left, right, output), output, left, right);
  }

  Tensor rmsNorm(String name, Tensor input, Tensor weight, double epsilon) {
    Tensor output = tape.activation(name, input.shape());
    return tape.record(backend.rmsNorm(input, weight, epsilon, output), output, input, weight);
  }

  Tensor causalConvolutionSilu(String name, int batch, Tensor input, Tensor weight, Tensor bias) {
    Tensor output = tape.activation(name, input.shape());
    return tape.record(
        backend.causalConvolutionSilu(batch, input, weight, bias, output),
        output,
        input,
        weight,
        bias);
  }

  Tensor negativeExponential(String name, Tensor input) {
    Tensor output = tape.activation(name, input.shape());
    return tape.record(backend.negativeExponential(input, output), output, input);
  }

  Tensor negativeSoftplus(String name, Tensor input, double margin) {
    Tensor output = tape.activation(name, input.shape());
    return tape.record(backend.negativeSoftplus(input, margin, output), output, input);
  }

  Tensor gatedRmsNorm(
      String name, Tensor input, Tensor gate, Tensor weight, int groups, double epsilon) {
    Tensor output = tape.activation(name, input.shape());
    return tape.record(
        backend.gatedRmsNorm(input, gate, weight, groups, epsilon, output),
        output,
        input,
        gate,
        weight);
  }

  Tensor headScan(String name, HeadSignals signals, Discretisation rule, Tensor rates) {
    Tensor output = tape.activation(name, signals.input().shape());
    List<Tensor> inputs = new ArrayList<>(signals.tensors());
    inputs.add(rates);
    return tape.record(
        backend.headScan(signals, rule, rates, output), output, inputs.toArray(Tensor[]::new));
  }

  Tensor hurwitzCoefficients(String name, Tensor factors) {
    Tensor output = tape.activation(name, factors.shape());
    return tape.record(backend.hurwitzCoefficients(factors, output), output, factors);
  }

  Tensor selectiveScan(
      String name, ScanSignals signals, Discretisation rule, Tensor a, Tensor b, Tensor c) {
    Tensor output = tape.activation(name, signals.input().shape());
    return recordScan(
        backend.selectiveScan(signals, rule, a, b, c, output), output, signals, a, b, c);
  }

  Tensor positive(String name, Tensor input) {
    Tensor output = tape.activation(name, input.shape());
    return tape.record(backend.positive(input, output), output, input);
  }

  Tensor companionScan(String name, ScanSignals signals, Tensor coefficients, Tensor c) {
    Tensor output = tape.activation(name, signals.input().shape());
    return recordScan(
        backend.companionScan(signals, coefficients, c, output), output, signals, coefficients, c);
  }

  Tensor observableCompanionScan(String name, ScanSignals signals, Tensor coefficients, Tensor b) {
    Tensor output = tape.activation(name, signals.input().shape());
    return recordScan(
        backend.observableCompanionScan(signals, coefficients, b, output),
        output,
        signals,
        coefficients,
        b);
  }

  Tensor schwarzScan(String name, ScanSignals signals, Tensor parameters, Tensor c) {
    Tensor output = tape.activation(name, signals.input().shape());
    return recordScan(
        backend.schwarzScan(signals, parameters, c, output), output, signals, parameters, c);
  }

  Tensor schwarzDualScan(String name, ScanSignals signals, Tensor parameters, Tensor b) {
    Tensor output = tape.activation(name, signals.input().shape());
    return recordScan(
        backend.schwarzDualScan(signals, parameters, b, output), output, signals, parameters, b);
  }

  private Tensor recordScan(Operation scan, Tensor output, ScanSignals signals, Tensor... vectors) {
    List<Tensor> inputs = new ArrayList<>(List.of(vectors));
    inputs.add(signals.input());
    inputs.add(signals.step());
    for (Tensor optional : signals.optional()) {
      inputs.add(optional);
    }
    return tape.record(scan, output, inputs.toArray(Tensor[]::new));
  }
}
