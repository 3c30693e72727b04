package org.statescope.analysis.network;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.refusal.Refusals;

/// Wrong input of every public entry point of the package, one sentence each.
class NetworkRefusalTest {
  static List<Refusals.Case> cases() {
    TimeDomain time = TimeDomain.continuous();
    double[] one = {-1};
    double[] two = {-1, -2};
    double[] nan = {-1, Double.NaN};
    double[] infinite = {-1, Double.POSITIVE_INFINITY};
    DiagonalBank bank = new DiagonalBank(1, 2, two, two, two, time);
    SsmNetwork network = network(bank);
    CensusBlock block = Census.blocks(network, 1e-8, 1).getFirst();
    StateSpace small = new DiagonalBank(1, 1, one, one, one, time).system(0);
    return new Refusals()
        .accepts("systems of one state", () -> Census.blocks(network(everyKindOfOneState()), 0, 1))
        .refuses("length", () -> new DiagonalBank(3, 2, one, two, two, time), "1", "3×2")
        .refuses("poles", () -> new DiagonalBank(1, 2, nan, two, two, time), "poles", "NaN")
        .refuses("input", () -> new DiagonalBank(1, 2, two, infinite, two, time), "input", "Inf")
        .refuses("output", () -> new DiagonalBank(1, 2, two, two, nan, time), "output", "NaN")
        .refuses("no systems", () -> new DiagonalBank(0, 2, two, two, two, time), "0 systems")
        .refuses("no states", () -> new DiagonalBank(1, 0, two, two, two, time), "order 0")
        .refuses("imaginary", () -> complex(two, nan, two, two), "imaginary", "NaN")
        .refuses("imaginary", () -> complex(two, two, two, one), "imaginary", "1 numbers")
        .refuses("real", () -> complex(infinite, two, two, two), "real", "Infinity")
        .refuses("no pairs", () -> complexOf(0, 2), "0 systems")
        .refuses("no pairs", () -> complexOf(1, 0), "order 0")
        .refuses("scalar", () -> new ScalarBank(1, 2, two, two, two, time), "poles", "2 numbers")
        .refuses("scalar", () -> new ScalarBank(1, 2, one, nan, two, time), "input", "NaN")
        .refuses("companion", () -> new CompanionBank(1, 2, nan, two, time), "NaN")
        .refuses("companion", () -> new CompanionBank(1, 2, two, one, time), "output", "1 numbers")
        .refuses("couplings", () -> new SchwarzBank(1, 2, one, new double[] {1}, two), "-1.0")
        .refuses("damping", () -> new SchwarzBank(1, 2, new double[] {1}, one, two), "-1.0")
        .refuses("no systems", () -> new DenseBank(List.of()), "at least one")
        .refuses("two orders", () -> new DenseBank(List.of(bank.system(0), small)), "order 2", "1")
        .refuses("index", () -> bank.system(1), "System 1", "0 to 0")
        .refuses("index", () -> bank.system(-1), "System -1")
        .refuses("block index", () -> block.negligibleStates(1, 0.1), "System 1")
        .refuses("block tolerance", () -> block.negligibleStates(0, Double.NaN), "NaN")
        .refuses("no layers", () -> new SsmNetwork("empty", List.of()), "no layers")
        .refuses("tolerance", () -> Census.blocks(network, Double.NaN, 1), "NaN")
        .refuses("tolerance", () -> Census.blocks(network, 1, 1), "1.0")
        .refuses("threads", () -> Census.blocks(network, 0.1, 0), "0")
        .cases();
  }

  private static SsmNetwork network(SystemBank... banks) {
    return new SsmNetwork(
        "test", Stream.of(banks).map(bank -> new SsmNetwork.Layer("layer", bank)).toList());
  }

  private static SystemBank[] everyKindOfOneState() {
    double[] one = {1};
    double[] minusOne = {-1};
    TimeDomain time = TimeDomain.continuous();
    DiagonalBank diagonal = new DiagonalBank(1, 1, minusOne, one, one, time);
    return new SystemBank[] {
      diagonal,
      new ComplexDiagonalBank(1, 1, minusOne, one, one, one, one, one, time),
      new ScalarBank(1, 1, minusOne, one, one, time),
      new CompanionBank(1, 1, one, one, time),
      new SchwarzBank(1, 1, new double[0], one, one),
      new DenseBank(List.of(diagonal.system(0)))
    };
  }

  private static ComplexDiagonalBank complex(
      double[] real, double[] imaginary, double[] b, double[] c) {
    return new ComplexDiagonalBank(
        1, 2, real, imaginary, b, b, c.length == 2 ? c : b, c, TimeDomain.continuous());
  }

  private static ComplexDiagonalBank complexOf(int count, int pairs) {
    double[] none = new double[count * pairs];
    return new ComplexDiagonalBank(
        count, pairs, none, none, none, none, none, none, TimeDomain.continuous());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void wrongInputIsRefusedWithOneSentence(Refusals.Case wrong) {
    wrong.check();
  }
}
