package org.statescope.app.compare;

import java.util.List;
import java.util.OptionalDouble;
import javafx.beans.value.ObservableValue;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.util.Subscription;
import org.controlsfx.control.SegmentedButton;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.statescope.app.plot.ChartColours;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.Icons;
import org.statescope.app.widget.SidePane;
import org.statescope.app.workspace.RunEntry;

/// Differences and metrics in tables at the left; curves or linked pole maps at the right.
public final class CompareView extends BorderPane implements AutoCloseable {
  private static final double LEAST_TABLE_WIDTH = 240;
  private static final double TABLE_WIDTH = 392;
  private static final double LEAST_KEY_WIDTH = 124;
  private static final double LEAST_VALUE_WIDTH = 64;

  /// With more runs than this the tables scroll anyway, and names get the room to be told apart.
  private static final int FEW = 4;

  private static final double ROOM_FOR_WORDS = 480;
  private static final double SCROLLED_VALUE_WIDTH = 118;

  private final ObservableValue<ChartColours> colours;
  private final VBox tables = new VBox();
  private final WideGrid metrics = new WideGrid();
  private final WideGrid different = new WideGrid();
  private final Subscription subscription;

  /// @param curves the curves of the same runs
  /// @param poles the pole maps of the same runs
  /// @param pairs the poles of two of them, paired
  /// @param heatMaps the heat maps of the same runs
  /// @param report writes what the page shows
  public CompareView(
      CompareModel model,
      ObservableValue<ChartColours> colours,
      Node curves,
      Node poles,
      Node pairs,
      Node heatMaps,
      Runnable report) {
    this.colours = colours;
    getStyleClass().add("compare");
    tables.getStyleClass().add("compare-tables");
    ScrollPane scroll = new ScrollPane(tables);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    setCenter(
        new SidePane(
            scroll, plots(curves, poles, pairs, heatMaps, report), LEAST_TABLE_WIDTH, TABLE_WIDTH));
    subscription =
        Subscription.combine(
            model.comparisonProperty().subscribe(this::show),
            colours.subscribe(palette -> show(model.comparisonProperty().get())),
            sceneProperty().subscribe(scene -> show(model.comparisonProperty().get())));
  }

  private static BorderPane plots(
      Node curves, Node poles, Node pairs, Node heatMaps, Runnable report) {
    BorderPane place = new BorderPane(curves);
    SegmentedButton choice =
        new SegmentedButton(
            choice("curves", place, curves),
            choice("poles", place, poles),
            choice("pairs", place, pairs),
            choice("maps", place, heatMaps));
    choice.getButtons().getFirst().setSelected(true);
    Button write = new Button(Texts.text("report.button"), Icons.icon(BootstrapIcons.FILE_TEXT));
    write.setId("compare-report");
    write.setMinWidth(USE_PREF_SIZE);
    write.setTooltip(new Tooltip(Texts.text("report.button.help")));
    write.setOnAction(event -> report.run());
    Region between = new Region();
    HBox.setHgrow(between, Priority.ALWAYS);
    HBox bar = new HBox(8, choice, between, write);
    // Else it would never become too narrow for the words it has.
    bar.setMinWidth(0);
    bar.widthProperty().subscribe(width -> fit(choice, write, width.doubleValue()));
    write.setAccessibleText(Texts.text("report.button"));
    bar.getStyleClass().add("compare-switch");
    place.setTop(bar);
    return place;
  }

  /// Where there is no room for all words the choices have short ones, and the report its icon.
  private static void fit(SegmentedButton choice, Button write, double width) {
    boolean roomy = width >= ROOM_FOR_WORDS;
    for (ToggleButton button : choice.getButtons()) {
      button.setText(Texts.text(button.getUserData() + (roomy ? "" : ".short")));
    }
    write.setContentDisplay(roomy ? ContentDisplay.LEFT : ContentDisplay.GRAPHIC_ONLY);
  }

  private static ToggleButton choice(String key, BorderPane place, Node content) {
    String words = "compare." + key;
    ToggleButton button = new ToggleButton(Texts.text(words));
    button.setUserData(words);
    button.setMinWidth(USE_PREF_SIZE);
    button.setTooltip(new Tooltip(Texts.text(words)));
    button.setAccessibleText(Texts.text(words));
    button.setId("compare-" + key);
    // A click on what is shown leaves it shown.
    button.setOnAction(
        event -> {
          place.setCenter(content);
          button.setSelected(true);
        });
    return button;
  }

  /// Fills the tables; while the page is not open they wait.
  private void show(CompareModel.Comparison comparison) {
    if (getScene() == null) {
      return;
    }
    tables.getChildren().setAll(metrics(comparison), differences(comparison));
    if (!comparison.seeds().groups().isEmpty()) {
      tables.getChildren().addFirst(new SeedSection(comparison, colours.getValue()));
    }
  }

  private Node metrics(CompareModel.Comparison comparison) {
    GridPane grid = grid("metrics", comparison.runs());
    int row = 1;
    for (MetricTable.Row metric : comparison.metrics()) {
      if (metric.point() == MetricTable.Point.LAST) {
        Label heading = styled(metric.metric(), "table-group");
        grid.add(heading, 0, row++, comparison.runs().size() + 1, 1);
      }
      grid.add(styled(MetricTable.words(metric.point(), comparison.step()), "table-key"), 0, row);
      int column = 1;
      for (OptionalDouble value : metric.values()) {
        grid.add(styled(MetricTable.words(value), "table-number"), column++, row);
      }
      row++;
    }
    metrics.show(grid);
    return titled(Texts.text("compare.metrics"), null, metrics);
  }

  private Node differences(CompareModel.Comparison comparison) {
    ConfigurationDifferences differences = comparison.differences();
    GridPane grid = grid("differences", comparison.runs());
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

  private GridPane grid(String id, List<RunEntry> runs) {
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
      Rectangle chip = new Rectangle(10, 10, colours.getValue().series(run.colour()));
      chip.setArcWidth(4);
      chip.setArcHeight(4);
      Label heading = value(run.label());
      heading.getStyleClass().setAll("label", "table-run");
      heading.setGraphic(chip);
      grid.add(heading, column++, 0);
    }
    return grid;
  }

  private static Node titled(
      String title, @org.jspecify.annotations.Nullable String note, Node content) {
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

  @Override
  public void close() {
    subscription.unsubscribe();
  }
}
