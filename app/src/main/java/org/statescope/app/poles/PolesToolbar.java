package org.statescope.app.poles;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.util.Subscription;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.Icons;

/// The choices above the pole maps, in as many rows as the width needs.
final class PolesToolbar extends FlowPane implements AutoCloseable {
  private static final PseudoClass FILTERED = PseudoClass.getPseudoClass("filtered");

  private final PolesModel model;
  private final ChartTheme theme;
  private final BooleanProperty gridShown = new SimpleBooleanProperty(true);
  private final BooleanProperty filterShown = new SimpleBooleanProperty();
  private final Label count = new Label();
  private final HBox legend = new HBox(8);
  private final Subscription changes;
  private Subscription choosing = Subscription.EMPTY;

  /// @param zoomToPoles zooms every map until its poles fill it
  /// @param showAll shows the whole of every plane
  PolesToolbar(PolesModel model, ChartTheme theme, Runnable zoomToPoles, Runnable showAll) {
    this.model = model;
    this.theme = theme;
    getStyleClass().add("view-toolbar");
    count.getStyleClass().add("pole-count");
    setAlignment(Pos.CENTER_LEFT);
    setHgap(12);
    setVgap(6);
    legend.setAlignment(Pos.CENTER_LEFT);
    getChildren()
        .addAll(
            filterChoice(),
            colourChoice(),
            check("poles.trails", model.trailsProperty()),
            check("poles.step-range", model.stepRangeProperty()),
            check("poles.pseudospectrum", model.pseudospectrumProperty()),
            check("poles.grid", gridShown),
            check("poles.overlaid", model.overlaidProperty()),
            button("poles.zoom-to-poles", zoomToPoles),
            button("plot.show-all", showAll),
            legend);
    changes =
        Subscription.combine(
            model.mapsProperty().subscribe(this::showMaps),
            model.colourByProperty().subscribe(this::showLegend),
            theme.coloursProperty().subscribe(this::showLegend));
    showMaps();
  }

  /// Whether the bar of the filter is open.
  BooleanProperty filterShown() {
    return filterShown;
  }

  BooleanProperty gridShown() {
    return gridShown;
  }

  @Override
  public void close() {
    changes.unsubscribe();
    choosing.unsubscribe();
  }

  private Node filterChoice() {
    ToggleButton button =
        new ToggleButton(Texts.text("poles.filter"), Icons.icon(BootstrapIcons.FUNNEL));
    button.setId("poles-filter");
    button.getStyleClass().add(Styles.SMALL);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setTooltip(new Tooltip(Texts.text("poles.filter.help")));
    button.selectedProperty().bindBidirectional(filterShown);
    count.setId("poles-count");
    count.setMinWidth(Region.USE_PREF_SIZE);
    count.setLabelFor(button);
    HBox box = new HBox(8, button, count);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private Node colourChoice() {
    Label name = new Label(Texts.text("poles.colour-by"));
    name.setMinWidth(Region.USE_PREF_SIZE);
    ToggleGroup group = new ToggleGroup();
    HBox pills = new HBox();
    for (ColourBy choice : ColourBy.values()) {
      ToggleButton button = new ToggleButton(Texts.text("poles.colour-by." + choice));
      boolean first = choice.ordinal() == 0;
      button.getStyleClass().addAll(first ? Styles.LEFT_PILL : Styles.RIGHT_PILL, Styles.SMALL);
      button.setMinWidth(Region.USE_PREF_SIZE);
      button.setToggleGroup(group);
      button.setUserData(choice);
      pills.getChildren().add(button);
    }
    choosing =
        model
            .colourByProperty()
            .subscribe(choice -> group.selectToggle(group.getToggles().get(choice.ordinal())));
    group
        .selectedToggleProperty()
        .subscribe(
            (before, now) -> {
              if (now == null) {
                group.selectToggle(before);
              } else {
                model.colourByProperty().set((ColourBy) now.getUserData());
              }
            });
    HBox box = new HBox(8, name, pills);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private static Node button(String key, Runnable action) {
    Button button = new Button(Texts.text(key));
    button.getStyleClass().addAll(Styles.SMALL, Styles.FLAT);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(event -> action.run());
    return button;
  }

  private static Node check(String key, BooleanProperty property) {
    CheckBox box = new CheckBox(Texts.text(key));
    box.setId(key.replace('.', '-'));
    box.setMinWidth(Region.USE_PREF_SIZE);
    box.selectedProperty().bindBidirectional(property);
    return box;
  }

  private void showMaps() {
    List<PoleMapData> maps = model.mapsProperty().get();
    int all = maps.stream().mapToInt(PoleMapData::all).sum();
    int shown = maps.stream().mapToInt(PoleMapData::shown).sum();
    boolean filtered = !model.filterProperty().get().isAll();
    count.setText(
        all == 0
            ? ""
            : filtered
                ? Texts.text("poles.count.filtered", PoleWords.count(shown), PoleWords.count(all))
                : Texts.text("poles.count", PoleWords.count(all)));
    count.pseudoClassStateChanged(FILTERED, filtered);
    showLegend();
  }

  private void showLegend() {
    legend.getChildren().clear();
    int count = model.layers();
    if (model.colourByProperty().get() == ColourBy.LAYER && count > 1) {
      legend.getChildren().add(new Label(Texts.text("poles.layer")));
      for (int layer = 0; layer < count; layer++) {
        double position = (double) layer / (count - 1);
        Rectangle mark = new Rectangle(8, 8, theme.colours().scale(position));
        legend.getChildren().add(new Label(Integer.toString(layer), mark));
      }
    }
  }
}
