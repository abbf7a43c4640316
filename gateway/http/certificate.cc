// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/http/certificate.h"

#include <microhttpd.h>

#include <cstdarg>

namespace gateway::http {
namespace {

MHD_Result answer_nothing(void* /*data*/, MHD_Connection* /*connection*/, const char* /*path*/,
                          const char* /*method*/, const char* /*version*/, const char* /*upload*/,
                          std::size_t* /*size*/, void** /*slot*/) noexcept {
  return MHD_NO;
}

void log_nothing(void* /*data*/, const char* /*format*/, va_list /*arguments*/) noexcept {}

}  // namespace

tl::expected<void, CertificateProblem> check_certificate(const std::string& certificate,
                                                         const std::string& key) {
  if (certificate.find("-----BEGIN CERTIFICATE-----") == std::string::npos) {
    return tl::unexpected(CertificateProblem{
        false,
        "holds no certificate in PEM, which begins with -----BEGIN CERTIFICATE-----; name the file "
        "that has it, such as certbot's fullchain.pem"});
  }
  if (key.find("PRIVATE KEY-----") == std::string::npos) {
    return tl::unexpected(CertificateProblem{
        true,
        "holds no private key in PEM, which begins with -----BEGIN PRIVATE KEY-----; name the file "
        "that has it, such as certbot's privkey.pem"});
  }
  if (key.find("ENCRYPTED") != std::string::npos) {
    return tl::unexpected(CertificateProblem{
        true,
        "holds a key with a password, and nobody is there to type it: `openssl pkey` prints "
        "it without one"});
  }
  // The same library that would use it, without a socket.
  MHD_Daemon* const daemon =
      MHD_start_daemon(MHD_USE_TLS | MHD_USE_NO_LISTEN_SOCKET | MHD_USE_ERROR_LOG, 0, nullptr,
                       nullptr, answer_nothing, nullptr, MHD_OPTION_EXTERNAL_LOGGER, log_nothing,
                       nullptr, MHD_OPTION_HTTPS_MEM_CERT, certificate.c_str(),
                       MHD_OPTION_HTTPS_MEM_KEY, key.c_str(), MHD_OPTION_END);
  if (daemon == nullptr) {
    return tl::unexpected(CertificateProblem{false,
                                             "and the key do not belong together, or one of them "
                                             "is damaged; name two that were issued together"});
  }
  MHD_stop_daemon(daemon);
  return {};
}

}  // namespace gateway::http
