package org.statescope.benchmarks.device;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.SsmStructure;

/// What a card is to reach, beside what it reached: the recurrences' share of the rate of copying,
/// and at the largest size measured the step's share of the rate of products, the speed beside
/// Hugging Face's eager model, and that of the canonical forms beside Mamba.
final class Targets {
  static final String TARGET = "target";
  private static final double FORWARD = 0.60;
  private static final double BACKWARD = 0.45;
  private static final double BESIDE_EAGER = 10;
  private static final double OF_PRODUCTS = 0.40;
  private static final double BESIDE_MAMBA = 1;
  private static final String SPEED = "tokens_s";
  private static final String PRODUCTS = "products_tflops";
  private static final List<SsmStructure> SCANS =
      List.of(SsmStructure.MAMBA, SsmStructure.SC_MAMBA, SsmStructure.ROUTH_SCHWARZ);

  private final Results results;
  private final List<Row> verdicts = new ArrayList<>();

  private Targets(Results results) {
    this.results = results;
  }

  /// The verdicts, each a row: held, not held or not measured.
  ///
  /// @param runs models of one size and length
  static List<Row> of(Results results, List<RunConfiguration> runs) {
    Targets targets = new Targets(results);
    for (SsmStructure structure : SCANS) {
      String name = Roofline.scan(structure);
      targets.add(name + " forward, of copy", FORWARD, targets.number(name, "forward_of_copy"));
      targets.add(name + " backward, of copy", BACKWARD, targets.number(name, "backward_of_copy"));
    }
    Optional<RunConfiguration> mamba = of(runs, SsmStructure.MAMBA);
    if (mamba.isPresent()) {
      targets.besideOthers(mamba.get(), runs);
    }
    return targets.verdicts;
  }

  private void besideOthers(RunConfiguration mamba, List<RunConfiguration> runs) {
    String name = DeviceTraining.name(mamba);
    OptionalDouble speed = number(name, SPEED);
    add(
        name + " beside transformers eager",
        BESIDE_EAGER,
        ratio(speed, number(DevicePeer.name(mamba, DevicePeer.EAGER), SPEED)));
    add(
        name + " step in " + mamba.precision().label() + ", of products",
        OF_PRODUCTS,
        ratio(number(name, PRODUCTS), products()));
    for (SsmStructure structure : List.of(SsmStructure.SC_MAMBA, SsmStructure.ROUTH_SCHWARZ)) {
      of(runs, structure)
          .map(DeviceTraining::name)
          .ifPresent(
              other ->
                  add(other + " beside " + name, BESIDE_MAMBA, ratio(number(other, SPEED), speed)));
    }
  }

  /// The faster of what our products and PyTorch's reach.
  private OptionalDouble products() {
    OptionalDouble ours = number(Roofline.RATES, PRODUCTS);
    OptionalDouble theirs = number(DevicePeer.RATES, PRODUCTS);
    return ours.isPresent() && theirs.isPresent()
        ? OptionalDouble.of(Math.max(ours.getAsDouble(), theirs.getAsDouble()))
        : ours.isPresent() ? ours : theirs;
  }

  private static Optional<RunConfiguration> of(
      List<RunConfiguration> runs, SsmStructure structure) {
    return runs.stream().filter(run -> run.model().structure() == structure).findFirst();
  }

  private OptionalDouble number(String row, String field) {
    return results.find(row).map(found -> found.number(field)).orElse(OptionalDouble.empty());
  }

  private static OptionalDouble ratio(OptionalDouble of, OptionalDouble beside) {
    return of.isPresent() && beside.isPresent()
        ? OptionalDouble.of(of.getAsDouble() / beside.getAsDouble())
        : OptionalDouble.empty();
  }

  private void add(String what, double least, OptionalDouble found) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("what", what);
    fields.put("least", least);
    found.ifPresent(value -> fields.put("found", value));
    fields.put("verdict", verdict(least, found));
    verdicts.add(new Row(TARGET, fields));
  }

  private static String verdict(double least, OptionalDouble found) {
    if (found.isEmpty()) {
      return "not measured";
    }
    return found.getAsDouble() >= least ? "held" : "not held";
  }
}
