package org.statescope.app.poles;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.statescope.app.plot.FigureTable;

/// The selected poles as a table for a file. What is not defined is an empty cell.
record SelectionTable(List<SelectedPoles.Row> rows) implements FigureTable {
  @Override
  public List<String> header() {
    return List.of(
        "run",
        "step",
        "layer",
        "channel",
        "channels_that_share_it",
        "state",
        "s_real",
        "s_imaginary",
        "z_real",
        "z_imaginary",
        "damping_ratio",
        "natural_frequency",
        "memory_tokens",
        "stability_margin",
        "moved_since_start");
  }

  @Override
  public void rows(Consumer<List<String>> taker) {
    rows.forEach(row -> taker.accept(cells(row.readout())));
  }

  private static List<String> cells(PoleReadout pole) {
    return List.of(
        pole.run().label(),
        pole.fromCheckpoint() ? "" : Long.toString(pole.step()),
        Integer.toString(pole.layer()),
        Integer.toString(pole.channel()),
        Integer.toString(pole.sharedBy()),
        Integer.toString(pole.state()),
        Double.toString(pole.s().pole().real()),
        Double.toString(pole.s().pole().imaginary()),
        Double.toString(pole.z().real()),
        Double.toString(pole.z().imaginary()),
        Double.toString(pole.s().dampingRatio()),
        Double.toString(pole.s().naturalFrequency()),
        Double.toString(pole.memoryInTokens()),
        optional(pole.stabilityMargin()),
        optional(pole.fromCheckpoint() ? OptionalDouble.empty() : pole.moved()));
  }

  private static String optional(OptionalDouble number) {
    return number.isPresent() ? Double.toString(number.getAsDouble()) : "";
  }
}
