package org.statescope.benchmarks.analysis;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.statescope.analysis.gramian.Gramians;
import org.statescope.analysis.gramian.H2Norm;
import org.statescope.analysis.gramian.HankelSingularValues;
import org.statescope.analysis.linalg.MatrixExponential;
import org.statescope.analysis.linalg.RealSchur;
import org.statescope.analysis.linalg.SpectralNorm;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.Poles;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.network.Census;
import org.statescope.analysis.network.CensusMonitor;
import org.statescope.analysis.network.ComplexDiagonalBank;
import org.statescope.analysis.network.DiagonalBank;
import org.statescope.analysis.network.SsmNetwork;
import org.statescope.analysis.stability.HInfinityNorm;
import org.statescope.analysis.stability.Pseudospectrum;
import org.statescope.analysis.stability.StabilityRadius;
import org.statescope.analysis.stability.TransientGrowth;
import org.statescope.analysis.structure.HautusTest;
import org.statescope.analysis.structure.Staircase;
import org.statescope.analysis.structure.StructuralDistance;

/// Prints the times of each quantity at n = 16, 64, 128 and 256, and of the census of a network of
/// the shape of Mamba-130M; the best of several runs counts, after warming up. Then the same
/// quantities beside SciPy, NumPy and Octave's control package.
public final class AnalysisBenchmark {
  private static final int[] ORDERS = {16, 64, 128, 256};
  private static final int LAYERS = 24;
  private static final int CHANNELS = 1536;
  private static final int STATES = 16;
  private static final int GRID = 40;
  private static final double TOLERANCE = 1e-8;
  private static final double MILLION = 1e6;
  private static final long MEASURED_NANOSECONDS = 1_000_000_000L;

  private AnalysisBenchmark() {}

  /// @param arguments a regular expression over the names of rows; here `analysis` is asked for
  public static void main(String[] arguments) throws IOException {
    if (!"analysis".matches(arguments[0])) {
      return;
    }
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    singleSystems(out);
    census(out);
    complexCensus(out);
    List<StateSpace> systems =
        Arrays.stream(ORDERS).mapToObj(AnalysisBenchmark::randomStable).toList();
    new SideBySide(out, systems, network(), TOLERANCE).print();
  }

  private static void singleSystems(PrintStream out) {
    out.print("| one system, milliseconds |");
    Map<String, StringBuilder> rows = new LinkedHashMap<>();
    for (int n : ORDERS) {
      out.printf(" n = %d |", n);
      for (Map.Entry<String, Runnable> quantity : quantities(randomStable(n)).entrySet()) {
        rows.computeIfAbsent(quantity.getKey(), _ -> new StringBuilder())
            .append(String.format(" %.3f |", best(quantity.getValue())));
      }
    }
    out.println();
    out.println("|---|" + "---|".repeat(ORDERS.length));
    rows.forEach((name, cells) -> out.println("| " + name + " |" + cells));
    out.println();
  }

  private static Map<String, Runnable> quantities(StateSpace system) {
    Map<String, Runnable> quantities = new LinkedHashMap<>();
    quantities.put("poles", () -> keep(Poles.of(system)));
    quantities.put("real Schur form", () -> keep(RealSchur.of(system.a())));
    quantities.put("matrix exponential", () -> keep(MatrixExponential.of(system.a())));
    quantities.put(
        "controllability staircase", () -> keep(Staircase.controllability(system.a(), system.b())));
    quantities.put(
        "observability staircase", () -> keep(Staircase.observability(system.a(), system.c())));
    quantities.put("both Gramians", () -> keep(Gramians.both(system)));
    quantities.put("Hankel singular values", () -> keep(HankelSingularValues.of(system)));
    quantities.put("H₂ norm", () -> keep(H2Norm.of(system)));
    quantities.put("H∞ norm", () -> keep(HInfinityNorm.of(system)));
    quantities.put("stability radius", () -> keep(StabilityRadius.of(system)));
    quantities.put("transient growth", () -> keep(TransientGrowth.of(system)));
    quantities.put("Hautus values", () -> keep(HautusTest.controllability(system)));
    quantities.put(
        "distance to uncontrollability",
        () -> keep(StructuralDistance.toUncontrollability(system)));
    quantities.put("pseudospectrum, 40 × 40 points", () -> keep(pseudospectrum(system)));
    quantities.put(
        "poles, both staircases, both Gramians, Hankel values",
        () -> {
          keep(Poles.of(system));
          keep(Staircase.controllability(system.a(), system.b()));
          keep(Staircase.observability(system.a(), system.c()));
          keep(HankelSingularValues.of(system));
        });
    return quantities;
  }

  private static double[][] pseudospectrum(StateSpace system) {
    double size = SpectralNorm.of(system.a());
    return Pseudospectrum.of(system.a())
        .grid(new Pseudospectrum.Window(-size, size, -size, size), GRID, GRID);
  }

  private static void census(PrintStream out) {
    SsmNetwork network = network();
    int cores = Runtime.getRuntime().availableProcessors();
    out.println(
        "| census of " + network.systems() + " systems of order " + STATES + " | seconds |");
    out.println("|---|---|");
    for (int threads = 1; threads <= cores; threads *= 2) {
      int count = threads;
      double milliseconds =
          best(
              () ->
                  keep(
                      Census.take(
                          network, TOLERANCE, count, AnalysisBenchmark::keep, CensusMonitor.NONE)));
      out.printf("| %d threads | %.3f |%n", threads, milliseconds / 1000);
    }
  }

  /// A row for the same shape with conjugate pairs, as in S4D: two states each.
  private static void complexCensus(PrintStream out) {
    Random random = new Random(8);
    int pairs = STATES / 2;
    double[] input = random.doubles(pairs, 0.5, 2).toArray();
    double[] output = random.doubles(pairs, -1, 1).toArray();
    List<SsmNetwork.Layer> layers = new ArrayList<>();
    for (int layer = 0; layer < LAYERS; layer++) {
      double[] real = new double[CHANNELS * pairs];
      double[] imaginary = new double[CHANNELS * pairs];
      for (int i = 0; i < real.length; i++) {
        real[i] = -0.5 * Math.exp(0.3 * random.nextGaussian());
        imaginary[i] = Math.PI * (1 + i % pairs) * Math.exp(0.1 * random.nextGaussian());
      }
      TimeDomain time = TimeDomain.continuous();
      layers.add(
          new SsmNetwork.Layer(
              "layers." + layer,
              new ComplexDiagonalBank(
                  CHANNELS, pairs, real, imaginary, input, input, output, input, time)));
    }
    SsmNetwork network = new SsmNetwork("S4D shape", layers);
    int cores = Runtime.getRuntime().availableProcessors();
    for (int threads = 1; threads <= cores; threads *= 2) {
      int count = threads;
      double milliseconds =
          best(
              () ->
                  keep(
                      Census.take(
                          network, TOLERANCE, count, AnalysisBenchmark::keep, CensusMonitor.NONE)));
      out.printf(
          "| complex, %d conjugate pairs each, %d threads | %.3f |%n",
          pairs, threads, milliseconds / 1000);
    }
  }

  private static SsmNetwork network() {
    Random random = new Random(7);
    List<SsmNetwork.Layer> layers = new ArrayList<>();
    for (int layer = 0; layer < LAYERS; layer++) {
      double[] poles = new double[CHANNELS * STATES];
      double[] input = new double[STATES];
      double[] output = new double[STATES];
      for (int i = 0; i < poles.length; i++) {
        poles[i] = -(1 + i % STATES) * Math.exp(0.3 * random.nextGaussian());
      }
      for (int i = 0; i < STATES; i++) {
        input[i] = random.nextGaussian();
        output[i] = random.nextGaussian();
      }
      DiagonalBank bank =
          new DiagonalBank(CHANNELS, STATES, poles, input, output, TimeDomain.continuous());
      layers.add(new SsmNetwork.Layer("backbone.layers." + layer, bank));
    }
    return new SsmNetwork("mamba-130m shape", layers);
  }

  private static StateSpace randomStable(int n) {
    Random random = new Random(n);
    DMatrixRMaj a = RandomMatrices_DDRM.rectangle(n, n, -1, 1, random);
    double abscissa = Double.NEGATIVE_INFINITY;
    for (Complex pole : Poles.of(a)) {
      abscissa = Math.max(abscissa, pole.real());
    }
    for (int i = 0; i < n; i++) {
      a.add(i, i, -abscissa - 0.1);
    }
    return StateSpace.strictlyProper(
        a,
        RandomMatrices_DDRM.rectangle(n, 2, -1, 1, random),
        RandomMatrices_DDRM.rectangle(2, n, -1, 1, random),
        TimeDomain.continuous());
  }

  /// The shortest time in milliseconds.
  private static double best(Runnable work) {
    double best = Double.POSITIVE_INFINITY;
    long start = System.nanoTime();
    do {
      long before = System.nanoTime();
      work.run();
      best = Math.min(best, (System.nanoTime() - before) / MILLION);
    } while (System.nanoTime() - start < MEASURED_NANOSECONDS);
    return best;
  }

  private static volatile Object kept = "";

  /// Keeps the compiler from removing work whose result nobody reads.
  private static void keep(Object result) {
    kept = result;
  }
}
