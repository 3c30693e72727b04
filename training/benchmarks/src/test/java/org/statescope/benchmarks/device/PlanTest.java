package org.statescope.benchmarks.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.training.run.MatrixPrecision;

class PlanTest {
  private static final String EVERY = "(mamba|sc-mamba|routh-schwarz|mamba2)-(tiny|small|130m)";

  @TempDir private Path folder;

  @Test
  void theLargestModelsAndTheirEagerPeersComeFirst() throws IOException {
    Plan plan = new Plan("cuda:0", MatrixPrecision.BF16, EVERY);
    DevicePeer peer = DevicePeer.in(folder, "python3", "cuda:0");
    List<String> names = plan.parts(folder, Optional.of(peer)).stream().map(Part::name).toList();
    assertEquals(
        List.of(
            "kernels",
            "mamba-130m 1024",
            "routh-schwarz-130m 1024",
            "sc-mamba-130m 1024",
            "mamba2-130m 1024",
            "mamba-130m check",
            "routh-schwarz-130m check",
            "sc-mamba-130m check",
            "mamba2-130m check",
            "torch rates",
            "mamba-130m 1024 transformers eager",
            "mamba2-130m 1024 transformers eager",
            "mamba-130m 2048"),
        names.subList(0, 13));
    assertEquals(names.size(), names.stream().distinct().count());
    assertTrue(names.contains("mamba-tiny 256 transformers compile"), names.toString());
    assertEquals("mamba2-tiny 256 transformers compile", names.getLast());
  }

  private static String verdict(Results results, Plan plan, String what) {
    return Targets.of(results, plan.first()).stream()
        .filter(row -> row.text("what").equals(what))
        .map(row -> row.text("verdict"))
        .findFirst()
        .orElse("there is no such target");
  }

  @Test
  void targetsAreHeldOrNotOrNotMeasured() throws IOException {
    Plan plan = new Plan("cuda:0", MatrixPrecision.BF16, EVERY);
    try (Results results =
        new Results(new PrintStream(PrintStream.nullOutputStream()), folder.resolve("rows"))) {
      results.add(new Row("mamba scan", Map.of("forward_of_copy", 0.61, "backward_of_copy", 0.44)));
      results.add(new Row("rates", Map.of("products_tflops", 500)));
      results.add(new Row("torch rates", Map.of("products_tflops", 700)));
      results.add(Row.failed("mamba-130m 1024", "a first try"));
      results.add(new Row("mamba-130m 1024", Map.of("tokens_s", 1000, "products_tflops", 240)));
      results.add(new Row("sc-mamba-130m 1024", Map.of("tokens_s", 1001)));
      results.add(new Row("mamba-130m 1024 transformers eager", Map.of("tokens_s", 101)));
      assertEquals("held", verdict(results, plan, "mamba scan forward, of copy"));
      assertEquals("not held", verdict(results, plan, "mamba scan backward, of copy"));
      assertEquals("not measured", verdict(results, plan, "sc-mamba scan forward, of copy"));
      assertEquals("not held", verdict(results, plan, "mamba-130m 1024 beside transformers eager"));
      assertEquals("not held", verdict(results, plan, "mamba-130m 1024 step in bf16, of products"));
      assertEquals("held", verdict(results, plan, "sc-mamba-130m 1024 beside mamba-130m 1024"));
      assertEquals(
          "not measured", verdict(results, plan, "routh-schwarz-130m 1024 beside mamba-130m 1024"));
    }
  }
}
