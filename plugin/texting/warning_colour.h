// SPDX-License-Identifier: GPL-2.0-or-later
// The colour of a warning that can be read on whatever background the user's theme has.
#pragma once

#include <cmath>

namespace plugin {

/// Units:   0 to 1 for each part, sRGB
struct Colour {
  double red = 0;
  double green = 0;
  double blue = 0;

  friend bool operator==(const Colour&, const Colour&) = default;
};

/// How light a colour looks.
/// Units:   0 (black) to 1 (white)
/// Source:  WCAG 2.1, relative luminance
[[nodiscard]] inline double luminance(const Colour& colour) {
  const auto linear = [](double part) {
    return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

/// How far apart two colours are for the eye; text wants 4.5.
/// Units:   1 to 21
/// Source:  WCAG 2.1, contrast ratio
[[nodiscard]] inline double contrast(const Colour& one, const Colour& other) {
  const double a = luminance(one) + 0.05;
  const double b = luminance(other) + 0.05;
  return a > b ? a / b : b / a;
}

/// A warning's two shades, for light and for dark backgrounds.
struct Shades {
  Colour dark;
  Colour light;
};

/// Example: 0x803D00 -> a dark brown
[[nodiscard]] constexpr Colour from_rgb(unsigned rgb) {
  return {((rgb >> 16U) & 0xFFU) / 255.0, ((rgb >> 8U) & 0xFFU) / 255.0, (rgb & 0xFFU) / 255.0};
}

inline constexpr Shades amber{from_rgb(0x803D00), from_rgb(0xFFB74D)};
inline constexpr Shades red{from_rgb(0xA40000), from_rgb(0xFF998F)};

/// The shade that is easier to read there.
[[nodiscard]] inline Colour readable(const Shades& shades, const Colour& background) {
  return contrast(shades.dark, background) >= contrast(shades.light, background) ? shades.dark
                                                                                 : shades.light;
}

}  // namespace plugin
