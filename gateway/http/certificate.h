// SPDX-License-Identifier: GPL-2.0-or-later
// Whether a listener could speak HTTPS with this.
#pragma once

#include <string>

#include <tl/expected.hpp>

namespace gateway::http {

struct CertificateProblem {
  bool is_of_key = false;  ///< else of the certificate, or of the two together
  std::string message;     ///< what is wrong; no part of the key
};

/// Shape:   PEM: the certificate, with those that lead to the authority behind it; its private key,
///          without a password
[[nodiscard]] tl::expected<void, CertificateProblem> check_certificate(
    const std::string& certificate, const std::string& key);

}  // namespace gateway::http
