package org.statescope.app.window;

import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The pages of the window, in the order of the switch.
public enum Page {
  START(BootstrapIcons.HOUSE),
  LIVE(BootstrapIcons.GRAPH_DOWN),
  POLES(BootstrapIcons.BULLSEYE),
  STRUCTURE(BootstrapIcons.GRID_3X3),
  TOKENS(BootstrapIcons.FONTS),
  DESIGN(BootstrapIcons.SLIDERS),
  COMPARE(BootstrapIcons.LAYOUT_SPLIT);

  private final BootstrapIcons icon;

  Page(BootstrapIcons icon) {
    this.icon = icon;
  }

  BootstrapIcons icon() {
    return icon;
  }

  /// The name in settings and texts.
  public String key() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /// The page of that name; the start page for a name of another version.
  public static Page ofKey(String key) {
    for (Page page : values()) {
      if (page.key().equals(key)) {
        return page;
      }
    }
    return START;
  }
}
