package org.statescope.analysis.checkpoint.inspect;

import org.statescope.analysis.checkpoint.family.ImpliedSteps;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.network.BankPoles;
import org.statescope.analysis.network.SsmNetwork;
import org.statescope.analysis.network.SystemBank;

/// The poles of a layer, summed up.
///
/// @param name the layer's name in the checkpoint
/// @param systems channels or heads
/// @param order states of each
/// @param smallestReal the least real part of a pole
/// @param largestReal the greatest real part of a pole
/// @param largestImaginary the greatest imaginary part of a pole
/// @param unstable poles that are not on the stable side
/// @param steps Δ, per token
/// @param memory tokens after which a state has decayed by e: −1/(Δ Re λ), or −1/log|λ| in discrete
///   time; infinite for a state that does not decay
public record LayerPoles(
    String name,
    int systems,
    int order,
    double smallestReal,
    double largestReal,
    double largestImaginary,
    long unstable,
    Spread steps,
    Spread memory) {

  /// - Edge cases: without steps, the memory is unknown. Where channels share one system, its poles
  ///   are taken at the step of each.
  /// - Cost: that of the poles ([BankPoles]), and a sort of the memories.
  static LayerPoles of(SsmNetwork.Layer layer, ImpliedSteps steps) {
    SystemBank bank = layer.channels();
    int order = bank.order();
    double[] real = new double[bank.count() * order];
    double[] imaginary = new double[bank.count() * order];
    for (int system = 0; system < bank.count(); system++) {
      BankPoles.fill(bank, system, real, imaginary, system * order);
    }
    double smallest = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    double oscillation = 0;
    long unstable = 0;
    TimeDomain domain = bank.timeDomain();
    boolean discrete = !domain.equals(TimeDomain.continuous());
    for (int i = 0; i < real.length; i++) {
      smallest = Math.min(smallest, real[i]);
      largest = Math.max(largest, real[i]);
      oscillation = Math.max(oscillation, imaginary[i]);
      boolean stable = discrete ? Math.hypot(real[i], imaginary[i]) < 1 : real[i] < 0;
      unstable += stable ? 0 : 1;
    }
    double[] rates = discrete ? logarithms(real, imaginary) : real;
    return new LayerPoles(
        layer.name(),
        bank.count(),
        order,
        smallest,
        largest,
        oscillation,
        unstable,
        Spread.of(steps.values()),
        Spread.of(memory(rates, order, steps.values())));
  }

  private static double[] logarithms(double[] real, double[] imaginary) {
    double[] rates = new double[real.length];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = Math.log(Math.hypot(real[i], imaginary[i]));
    }
    return rates;
  }

  private static double[] memory(double[] rates, int order, double[] steps) {
    int systems = rates.length / order;
    int repeats = systems == 1 ? steps.length : 1;
    double[] memory = new double[steps.length == 0 ? 0 : rates.length * repeats];
    for (int i = 0; i < memory.length; i++) {
      double step = steps[steps.length == 1 ? 0 : i / order];
      double decay = -step * rates[i % rates.length];
      memory[i] = decay > 0 ? 1 / decay : Double.POSITIVE_INFINITY;
    }
    return memory;
  }
}
