package org.statescope.app.about;

/// Something worth telling with a question about the lab.
///
/// @param name what it is, `Java`
public record Fact(String name, String value) {}
