// A real OpenID Connect provider on loopback for the tests: `node oidc_provider.mjs REDIRECT_URI ACCOUNTS_JSON`.
// Prints its issuer and then answers until it is stopped. Everyone signs in with any password.
import http from "node:http";
import Provider from "oidc-provider";

const [redirectUri, accountsJson] = process.argv.slice(2);
const accounts = JSON.parse(accountsJson);
const server = http.createServer();

server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: "pejl", client_secret: "not-a-secret-of-anything", redirect_uris: [redirectUri] }],
    claims: {
      openid: ["sub", "roles", "unit", "realm_access", "cpr"],
      email: ["email", "email_verified"],
      profile: ["name"],
    },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    cookies: { keys: ["only for tests"] },
    findAccount: (_context, sub) => accounts[sub] && { accountId: sub, claims: () => ({ sub, ...accounts[sub] }) },
  });
  server.on("request", provider.callback());
  console.log(`issuer ${issuer}`);
});
