package org.statescope.app.poles;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.Icons;

/// Which poles are shown: layer, channels, time constants and margins, and the way back to all.
final class PoleFilterBar extends FlowPane implements AutoCloseable {
  private final PolesModel model;
  private final ComboBox<OptionalInt> layers;
  private final ComboBox<TimeConstant> units;
  private final BoundsFields channels;
  private final BoundsFields timeConstants;
  private final BoundsFields margins;
  private final Button reset = new Button(Texts.text("poles.filter.reset"));
  private final Subscription changes;
  private boolean showing;

  PoleFilterBar(PolesModel model) {
    this.model = model;
    setId("poles-filter-bar");
    getStyleClass().addAll("view-toolbar", "filter-bar");
    setAlignment(Pos.CENTER_LEFT);
    setHgap(14);
    setVgap(6);
    layers =
        choice(
            "poles.layer",
            layer ->
                layer.isEmpty()
                    ? Texts.text("poles.layer.all")
                    : Texts.text("poles.layer.one", layer.getAsInt()),
            layer -> filter().withLayer(layer));
    layers.setMinWidth(110);
    units =
        choice(
            "poles.filter.unit",
            unit -> Texts.text("poles.filter.unit." + unit),
            unit -> filter().withUnit(unit));
    units.getItems().setAll(TimeConstant.values());
    channels = fields("channels", bounds -> filter().withChannels(bounds));
    timeConstants = fields("time-constants", bounds -> filter().withTimeConstants(bounds));
    margins = fields("margins", bounds -> filter().withMargins(bounds));
    reset.setId("poles-filter-reset");
    reset.setGraphic(Icons.icon(BootstrapIcons.X_CIRCLE));
    reset.getStyleClass().addAll(Styles.SMALL, Styles.FLAT);
    reset.setMinWidth(USE_PREF_SIZE);
    reset.setOnAction(event -> model.filterProperty().set(PoleFilter.ALL));
    getChildren()
        .addAll(
            layers,
            named(new Label(Texts.text("poles.filter.channels")), "channels", channels),
            named(units, "time-constants", timeConstants),
            named(new Label(Texts.text("poles.filter.margins")), "margins", margins),
            reset);
    changes =
        Subscription.combine(
            model.mapsProperty().subscribe(this::listLayers),
            model.filterProperty().subscribe(this::show));
    listLayers();
    show();
  }

  @Override
  public void close() {
    changes.unsubscribe();
  }

  private PoleFilter filter() {
    return model.filterProperty().get();
  }

  private BoundsFields fields(String key, Function<Bounds, PoleFilter> change) {
    return new BoundsFields(
        "poles-filter-" + key,
        Texts.text("poles.filter." + key + ".help"),
        bounds -> model.filterProperty().set(change.apply(bounds)));
  }

  private static Node named(Node name, String key, BoundsFields fields) {
    if (name instanceof Label label) {
      label.setMinWidth(USE_PREF_SIZE);
      label.setTooltip(new Tooltip(Texts.text("poles.filter." + key + ".help")));
    }
    HBox box = new HBox(6, name, fields);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private <T> ComboBox<T> choice(
      String key, Function<T, String> words, Function<T, PoleFilter> change) {
    ComboBox<T> box = new ComboBox<>();
    box.setId(key.replace('.', '-'));
    box.getStyleClass().add(Styles.SMALL);
    box.setAccessibleText(Texts.text(key));
    box.setTooltip(new Tooltip(Texts.text(key)));
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable T choice) {
            return choice == null ? "" : words.apply(choice);
          }

          @Override
          public T fromString(String typed) {
            throw new UnsupportedOperationException("it is chosen, not typed");
          }
        });
    box.valueProperty()
        .subscribe(
            chosen -> {
              if (!showing && chosen != null) {
                model.filterProperty().set(change.apply(chosen));
              }
            });
    return box;
  }

  /// A remembered layer that no run on the maps has stays in the list: it is why nothing is shown.
  private void listLayers() {
    List<OptionalInt> wanted = new ArrayList<>(List.of(OptionalInt.empty()));
    int last = Math.max(model.layers() - 1, filter().layer().orElse(-1));
    for (int layer = 0; layer <= last; layer++) {
      wanted.add(OptionalInt.of(layer));
    }
    if (!wanted.equals(layers.getItems())) {
      showing = true;
      layers.getItems().setAll(wanted);
      layers.setValue(filter().layer());
      showing = false;
    }
  }

  private void show() {
    listLayers();
    PoleFilter filter = filter();
    showing = true;
    layers.setValue(filter.layer());
    units.setValue(filter.unit());
    showing = false;
    channels.show(filter.channels());
    timeConstants.show(filter.timeConstants());
    margins.show(filter.margins());
    reset.setDisable(filter.isAll());
  }
}
