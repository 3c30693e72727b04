package org.statescope.app.compare;

import java.util.Optional;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.statescope.app.plot.ChartColours;
import org.statescope.app.seeds.MeanInterval;
import org.statescope.app.seeds.PairedTest;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.WideGrid;

/// Means over seeds with their 95 % intervals, and below them the groups compared seed by seed.
final class SeedSection extends VBox {
  /// @param wide holds the means, which may need more room than there is
  SeedSection(CompareModel.Comparison comparison, ChartColours colours, WideGrid wide) {
    getStyleClass().add("compare-section");
    SeedTable seeds = comparison.seeds();
    getChildren()
        .addAll(
            CompareTables.styled(Texts.text("compare.seeds"), "title-4"),
            note(Texts.text("compare.seeds.note")),
            wide);
    wide.show(means(comparison, colours));
    if (!seeds.comparisons().isEmpty()) {
      getChildren()
          .addAll(
              CompareTables.styled(Texts.text("compare.paired"), "title-4"),
              note(Texts.text("compare.paired.note")),
              pairs(seeds));
    }
  }

  private static GridPane means(CompareModel.Comparison comparison, ChartColours colours) {
    GridPane grid = grid("seeds", comparison.seeds().groups().size());
    int column = 1;
    for (SeedTable.Group group : comparison.seeds().groups()) {
      Label heading =
          new Label(
              Texts.text("compare.seeds.group", group.label(), group.runs().size()),
              new Rectangle(10, 10, colours.series(group.colour())));
      heading.getStyleClass().add("table-run");
      heading.setMinWidth(USE_PREF_SIZE);
      grid.add(heading, column++, 0);
    }
    int row = 1;
    for (SeedTable.Row each : comparison.seeds().rows()) {
      if (each.point() == MetricTable.Point.LAST) {
        grid.add(CompareTables.styled(each.metric(), "table-group"), 0, row++, column, 1);
      }
      grid.add(
          CompareTables.styled(MetricTable.words(each.point(), comparison.step()), "table-key"),
          0,
          row);
      column = 1;
      for (Optional<MeanInterval> value : each.values()) {
        grid.add(CompareTables.styled(SeedWords.interval(value), "table-number"), column++, row);
      }
      row++;
    }
    return grid;
  }

  private static GridPane pairs(SeedTable seeds) {
    GridPane grid = grid("paired", 2);
    int row = 0;
    String metric = "";
    for (SeedTable.PairRow pair : seeds.comparisons()) {
      if (!pair.metric().equals(metric)) {
        metric = pair.metric();
        grid.add(CompareTables.styled(metric, "table-group"), 0, row++, 3, 1);
      }
      PairedTest test = pair.test();
      Label who =
          CompareTables.styled(
              Texts.text("compare.paired.who", pair.first(), pair.second()), "table-key");
      who.setMinWidth(0);
      who.setTooltip(new Tooltip(who.getText()));
      grid.add(who, 0, row);
      grid.add(
          CompareTables.styled(SeedWords.interval(Optional.of(test.difference())), "table-number"),
          1,
          row);
      grid.add(CompareTables.styled(SeedWords.probability(test), "table-number"), 2, row++);
    }
    return grid;
  }

  private static GridPane grid(String id, int values) {
    GridPane grid = new GridPane();
    grid.setId(id);
    grid.getStyleClass().add("compare-grid");
    ColumnConstraints keys = new ColumnConstraints();
    keys.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().add(keys);
    for (int i = 0; i < values; i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setHalignment(HPos.RIGHT);
      column.setHgrow(Priority.SOMETIMES);
      grid.getColumnConstraints().add(column);
    }
    return grid;
  }

  private static Label note(String words) {
    Label note = CompareTables.styled(words, "text-muted");
    note.setWrapText(true);
    note.setMinWidth(0);
    note.setMinHeight(USE_PREF_SIZE);
    return note;
  }
}
