package org.statescope.app.structure;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.util.StringConverter;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.statescope.app.plot.ChartColours;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.TickFormat;
import org.statescope.app.poles.PoleWords;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.WideGrid;

/// How many systems and states are sound, at the user's tolerance, and which are not.
final class CensusPane extends VBox implements AutoCloseable {
  static final double WIDTH = 292;

  private final StructureModel model;
  private final ChartTheme theme;
  private final GridPane table = new GridPane();
  private final WideGrid wide = new WideGrid();
  private final TextField tolerance = new TextField();
  private final ComboBox<CensusClass> wanted = new ComboBox<>();
  private final ListView<SelectedSystem> which = new ListView<>();
  private final Subscription changes;
  private boolean showing;
  private @Nullable Shown shown;

  /// What decides what the pane shows.
  private record Shown(List<RunCensus> runs, double negligible, ChartColours colours) {}

  CensusPane(StructureModel model, ChartTheme theme) {
    this.model = model;
    this.theme = theme;
    getStyleClass().add("census-pane");
    setPrefWidth(WIDTH);
    setMinWidth(WIDTH);
    Label title = new Label(Texts.text("structure.census"));
    title.getStyleClass().add("readout-section");
    table.getStyleClass().add("census-table");
    table.setId("structure-census");
    table.setHgap(10);
    table.setVgap(3);
    Label help = note("structure.census.help");
    VBox.setVgrow(which, Priority.ALWAYS);
    getChildren().addAll(title, wide, toleranceField(), help, classChoice(), list());
    changes =
        Subscription.combine(
            model.censusesProperty().subscribe(this::show),
            model.negligibleProperty().subscribe(value -> show()),
            model.openProperty().subscribe(this::show),
            model.selectedProperty().subscribe(this::showSelection),
            theme.coloursProperty().subscribe(this::show));
    show();
  }

  @Override
  public void close() {
    changes.unsubscribe();
  }

  private Node toleranceField() {
    Label name = new Label(Texts.text("structure.negligible"));
    name.setLabelFor(tolerance);
    name.setWrapText(true);
    name.setMinWidth(0);
    HBox.setHgrow(name, Priority.ALWAYS);
    tolerance.setId("structure-negligible");
    tolerance.setPrefColumnCount(6);
    tolerance.setMinWidth(Region.USE_PREF_SIZE);
    tolerance.setAccessibleText(Texts.text("structure.negligible"));
    tolerance.setOnAction(event -> take());
    tolerance
        .focusedProperty()
        .subscribe(
            focused -> {
              if (!focused) {
                showTolerance();
              }
            });
    HBox row = new HBox(8, name, tolerance);
    row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    return row;
  }

  /// Takes what was typed, if it is a share; else the field goes back to what holds.
  private void take() {
    try {
      double typed = Double.parseDouble(tolerance.getText().strip().replace('−', '-'));
      if (typed > 0 && typed < 1) {
        model.negligibleProperty().set(typed);
      }
    } catch (NumberFormatException e) {
      // No number: what holds is shown again below.
    }
    showTolerance();
  }

  private void showTolerance() {
    tolerance.setText(TickFormat.text(model.negligibleProperty().get()));
  }

  private Node classChoice() {
    wanted.setId("structure-class");
    wanted.getItems().setAll(CensusClass.values());
    wanted.setValue(CensusClass.UNSTABLE);
    wanted.setMaxWidth(Double.MAX_VALUE);
    wanted.getStyleClass().add("small");
    wanted.setAccessibleText(Texts.text("structure.which"));
    wanted.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(CensusClass each) {
            return each == null ? "" : Texts.text(each.key());
          }

          @Override
          public CensusClass fromString(String words) {
            throw new UnsupportedOperationException("classes are chosen, not typed");
          }
        });
    wanted.setOnAction(event -> showWhich());
    return wanted;
  }

  private Node list() {
    which.setId("structure-which");
    which.getStyleClass().add("which-list");
    which.setAccessibleText(Texts.text("structure.which"));
    which.setMinHeight(60);
    Label none = note("structure.which.none");
    which.setPlaceholder(none);
    which.setCellFactory(view -> new SystemCell());
    which
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            system -> {
              if (system != null && !showing) {
                model.select(system);
              }
            });
    return which;
  }

  /// While the page is not open the counts wait.
  private void show() {
    Shown now =
        new Shown(
            model.censusesProperty().get(), model.negligibleProperty().get(), theme.colours());
    if (!model.openProperty().get() || now.equals(shown)) {
      return;
    }
    shown = now;
    showTolerance();
    table.getChildren().clear();
    table.getColumnConstraints().clear();
    List<RunCensus> runs =
        model.censusesProperty().get().stream().filter(run -> run.columns() > 0).toList();
    ColumnConstraints names = new ColumnConstraints();
    names.setHgrow(Priority.ALWAYS);
    table.getColumnConstraints().add(names);
    addNames();
    for (int i = 0; i < runs.size(); i++) {
      ColumnConstraints numbers = new ColumnConstraints();
      numbers.setHalignment(HPos.RIGHT);
      table.getColumnConstraints().add(numbers);
      addRun(runs.get(i), i + 1);
    }
    wide.show(table);
    showWhich();
  }

  private void addNames() {
    String[] keys = {
      "systems",
      "states",
      "stable",
      "controllable",
      "uncontrollable",
      "observable",
      "unobservable",
      "negligible"
    };
    for (int row = 0; row < keys.length; row++) {
      Label name = new Label(Texts.text("structure.count." + keys[row]));
      name.getStyleClass().add("table-key");
      name.setMinWidth(Region.USE_PREF_SIZE);
      table.add(name, 0, row + 1);
    }
  }

  private void addRun(RunCensus run, int column) {
    CensusCounts counts = CensusCounts.of(run, model.negligibleProperty().get());
    Rectangle chip = new Rectangle(10, 10, theme.colours().series(run.run().colour()));
    Label heading = new Label(null, chip);
    heading.setAccessibleText(run.run().label());
    heading.setTooltip(new javafx.scene.control.Tooltip(run.run().label()));
    table.add(heading, column, 0);
    number(column, 1, counts.systems(), 0);
    number(column, 2, counts.states(), 0);
    number(column, 3, counts.stable(), counts.systems());
    number(column, 4, counts.controllable(), counts.systems());
    number(column, 5, counts.uncontrollable(), 0);
    number(column, 6, counts.observable(), counts.systems());
    number(column, 7, counts.unobservable(), 0);
    number(column, 8, counts.negligible(), counts.stableStates());
  }

  /// @param of what the number is a share of, 0 where it stands alone
  private void number(int column, int row, long value, long of) {
    String words = String.format(Locale.ROOT, "%,d", value);
    Label label = new Label(words);
    label.setMinWidth(Region.USE_PREF_SIZE);
    label.getStyleClass().add("table-number");
    if (of > 0) {
      label.setTooltip(
          new javafx.scene.control.Tooltip(
              Texts.text(
                  "structure.share",
                  words,
                  String.format(Locale.ROOT, "%,d", of),
                  PoleWords.number(100.0 * value / of))));
    }
    table.add(label, column, row);
  }

  private void showWhich() {
    showing = true;
    which
        .getItems()
        .setAll(
            model.censusesProperty().get().stream()
                .flatMap(
                    run ->
                        CensusCounts.which(run, wanted.getValue(), model.negligibleProperty().get())
                            .stream())
                .toList());
    showing = false;
    showSelection();
  }

  private void showSelection() {
    showing = true;
    Optional<SelectedSystem> selected = model.selectedProperty().get();
    int index = selected.map(system -> which.getItems().indexOf(system)).orElse(-1);
    if (index < 0) {
      which.getSelectionModel().clearSelection();
    } else {
      which.getSelectionModel().select(index);
    }
    showing = false;
  }

  private static Label note(String key) {
    Label note = new Label(Texts.text(key));
    note.setWrapText(true);
    note.setMinHeight(Region.USE_PREF_SIZE);
    note.getStyleClass().addAll("text-small", "text-muted");
    return note;
  }

  /// A system of the list: the colour of its run and its place.
  private final class SystemCell extends ListCell<SelectedSystem> {
    @Override
    protected void updateItem(SelectedSystem system, boolean empty) {
      super.updateItem(system, empty);
      setText(null);
      setGraphic(null);
      if (empty || system == null) {
        return;
      }
      model.censusesProperty().get().stream()
          .filter(run -> run.run().folder().equals(system.run()))
          .filter(run -> system.layer() < run.layers().size())
          .findFirst()
          .ifPresent(
              run -> {
                setGraphic(new Rectangle(8, 8, theme.colours().series(run.run().colour())));
                setText(words(run, system));
              });
    }

    private String words(RunCensus run, SelectedSystem system) {
      String place = StructureWords.place(run, system);
      if (wanted.getValue() != CensusClass.NEAR_CANCELLED) {
        return place;
      }
      return run.system(system.layer(), system.system())
          .map(
              facts ->
                  Texts.text(
                      "structure.which.states",
                      place,
                      facts.negligibleStates(model.negligibleProperty().get()),
                      facts.order()))
          .orElse(place);
    }
  }
}
