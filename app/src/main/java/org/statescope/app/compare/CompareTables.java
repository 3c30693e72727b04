package org.statescope.app.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.statescope.app.plot.ChartColours;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.WideGrid;
import org.statescope.app.workspace.RunEntry;

/// The tables of a comparison: seeds where there are any, metrics, differences of configuration.
///
/// Runs that train change numbers a few times a second, and only numbers: labels stay while the
/// rows and columns do, since new ones would all be styled anew.
final class CompareTables extends VBox {
  private static final double LEAST_KEY_WIDTH = 124;
  private static final double LEAST_VALUE_WIDTH = 64;

  /// With more runs than this the tables scroll anyway, and names get the room to be told apart.
  private static final int FEW = 4;

  private static final double SCROLLED_VALUE_WIDTH = 118;

  private final WideGrid metrics = new WideGrid();
  private final WideGrid different = new WideGrid();
  private final WideGrid means = new WideGrid();
  private final List<Cell> cells = new ArrayList<>();
  private @Nullable Shape shown;
  private @Nullable SeedSection seeds;

  CompareTables() {
    getStyleClass().add("compare-tables");
  }

  void show(CompareModel.Comparison comparison, ChartColours palette) {
    Shape shape = Shape.of(comparison, palette);
    if (!shape.equals(shown)) {
      shown = shape;
      seeds = null;
      cells.clear();
      getChildren().setAll(metrics(comparison, palette), differences(comparison, palette));
    }
    cells.forEach(cell -> cell.show(comparison));
    if (seeds != null) {
      getChildren().remove(seeds);
    }
    seeds =
        comparison.seeds().groups().isEmpty() ? null : new SeedSection(comparison, palette, means);
    if (seeds != null) {
      getChildren().addFirst(seeds);
    }
  }

  /// A label whose words may change while the table stays.
  private record Cell(Label label, Function<CompareModel.Comparison, String> words) {
    void show(CompareModel.Comparison comparison) {
      label.setText(words.apply(comparison));
    }
  }

  /// What decides rows, columns and all words but the numbers.
  private record Shape(
      ChartColours palette,
      List<String> labels,
      List<Integer> colours,
      List<String> metrics,
      ConfigurationDifferences differences) {
    static Shape of(CompareModel.Comparison comparison, ChartColours palette) {
      return new Shape(
          palette,
          comparison.runs().stream().map(RunEntry::label).toList(),
          comparison.runs().stream().map(RunEntry::colour).toList(),
          comparison.metrics().stream().map(row -> row.metric() + row.point()).toList(),
          comparison.differences());
    }
  }

  private void keep(Label label, Function<CompareModel.Comparison, String> words) {
    cells.add(new Cell(label, words));
  }

  private Node metrics(CompareModel.Comparison comparison, ChartColours palette) {
    GridPane grid = grid("metrics", comparison.runs(), palette);
    int row = 1;
    for (MetricTable.Row metric : comparison.metrics()) {
      if (metric.point() == MetricTable.Point.LAST) {
        Label heading = styled(metric.metric(), "table-group");
        grid.add(heading, 0, row++, comparison.runs().size() + 1, 1);
      }
      Label key = styled("", "table-key");
      keep(key, now -> MetricTable.words(metric.point(), now.step()));
      grid.add(key, 0, row);
      int index = comparison.metrics().indexOf(metric);
      for (int run = 0; run < metric.values().size(); run++) {
        Label value = styled("", "table-number");
        int of = run;
        keep(value, now -> MetricTable.words(now.metrics().get(index).values().get(of)));
        grid.add(value, run + 1, row);
      }
      row++;
    }
    metrics.show(grid);
    return titled(Texts.text("compare.metrics"), null, metrics);
  }

  private Node differences(CompareModel.Comparison comparison, ChartColours palette) {
    ConfigurationDifferences differences = comparison.differences();
    GridPane grid = grid("differences", comparison.runs(), palette);
    int row = 1;
    for (ConfigurationDifferences.Row difference : differences.rows()) {
      grid.add(key(difference.key()), 0, row);
      for (int i = 0; i < difference.values().size(); i++) {
        grid.add(value(difference.values().get(i)), i + 1, row);
      }
      row++;
    }
    different.show(grid);
    return titled(
        Texts.text("compare.differences"),
        Texts.text("compare.equal", differences.equal()),
        different);
  }

  private static GridPane grid(String id, List<RunEntry> runs, ChartColours palette) {
    GridPane grid = new GridPane();
    grid.setId(id);
    grid.getStyleClass().add("compare-grid");
    // Room that is short or over is first the keys' affair: values stay whole and side by side.
    ColumnConstraints keys = new ColumnConstraints();
    keys.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().add(keys);
    int column = 1;
    for (RunEntry run : runs) {
      ColumnConstraints values = new ColumnConstraints();
      values.setHalignment(HPos.RIGHT);
      values.setMinWidth(runs.size() > FEW ? SCROLLED_VALUE_WIDTH : LEAST_VALUE_WIDTH);
      values.setHgrow(Priority.SOMETIMES);
      grid.getColumnConstraints().add(values);
      Rectangle chip = new Rectangle(10, 10, palette.series(run.colour()));
      chip.setArcWidth(4);
      chip.setArcHeight(4);
      Label heading = value(run.label());
      heading.getStyleClass().setAll("label", "table-run");
      heading.setGraphic(chip);
      grid.add(heading, column++, 0);
    }
    return grid;
  }

  private static Node titled(String title, @Nullable String note, Node content) {
    VBox box = new VBox(styled(title, "title-4"));
    box.getStyleClass().add("compare-section");
    if (note != null) {
      box.getChildren().add(styled(note, "text-muted"));
    }
    box.getChildren().add(content);
    return box;
  }

  /// The key of an entry gives way to the values from its left, where its group stands.
  private static Label key(String text) {
    Label label = styled(text, "table-key");
    label.setMinWidth(LEAST_KEY_WIDTH);
    label.setPrefWidth(LEAST_KEY_WIDTH);
    label.setMaxWidth(Double.MAX_VALUE);
    label.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
    label.setTooltip(new Tooltip(text));
    return label;
  }

  /// A value of a configuration may be a long path: it gives way, and is whole in its tooltip.
  private static Label value(String text) {
    Label label = styled(text, "table-value");
    label.setMinWidth(0);
    label.setTooltip(new Tooltip(text));
    return label;
  }

  static Label styled(String text, String style) {
    Label label = new Label(text);
    label.getStyleClass().add(style);
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }
}
