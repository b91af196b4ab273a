package fetch

// This file says which proxies the environment names, for whoever wonders why nothing comes.

import (
	"net/url"
	"os"
)

// Proxies gives the settings of the environment that decide how the network is reached, as NAME=VALUE, passwords left out.
func Proxies() (out []string) {
	for _, name := range []string{"HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy"} {
		value := os.Getenv(name)
		if value == "" {
			continue
		}
		if u, err := url.Parse(value); err == nil {
			value = u.Redacted()
		}
		out = append(out, name+"="+value)
	}
	return out
}
