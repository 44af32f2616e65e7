title the patch
cast a: child he
cast b: child she
cast c: tailor
thing x: jacket, cape, raincoat, cardigan, coat; colour
word s: star, fish, moon, heart, leaf, bird
word thorn: rusty nail, broken branch, sharp hook, blackberry bush, rose bush
word stuff: yellow felt, soft leather, striped cotton, silver cloth, green velvet
number n: 3..9

beat start
3: One (chilly|grey|foggy) afternoon {a.intro} was shivering at the (school gate|corner|bus stop)
3: {a.intro} had forgotten to take something warm, and on the way home a cold wind began to blow
1: One (chilly|grey|foggy) afternoon I was shivering at the (school gate|corner|bus stop)
1: On the way home from school a cold wind began to blow, and I had forgotten to take something warm
beat so
{b.intro} lent {a.me} {x}
a friend named {b.name} lent {a.me} {x}
fact gives b x a
beat say b to a
Take it, {a.name}. (I am warm enough|I live just around the corner). But please be careful with it, for (my aunt|my godmother) made it
You may wear it until tomorrow, {a.name}. It was a present, so take good care of it
beat start
{a} took a short cut (over a fence|through the bushes|across an old yard)
To get home sooner, {a} (squeezed|crept) through a gap in a fence
On the way {a} (jumped over a ditch|climbed over a wall) to save time
beat and
{x.the} caught on a {thorn}
{x.the} got caught on a {thorn}
beat start
There was an ugly (noise|sound), and then there was a hole as (long|wide) as a (finger|hand)
{a} heard the cloth tear, and when {a} looked, there was a hole that a (mouse|cat) could have walked through
Rip! There was a big (hole|tear) in the (left|right) (side|pocket)
beat maybe start
@worried a
@sad a
beat maybe say a
Oh no! What will {b} say?
Oh dear! I said that I would be careful
Why did I not stay on the road?
beat so
{a} (rolled|folded) {x.the} up and (hid it under the bed|pushed it to the back of the cupboard)
{a} hid {x.the} (under the bed|behind the stove|in a drawer) and hoped that nobody would ask
{a} told nobody and put {x.the} where nobody would look for it
beat paragraph
The next morning {a} (met {b.me} at school|saw {b.me} in the street) and (looked the other way|pretended to be busy|turned around)
The next day {a} took another way to school so as not to meet {b.me}
When {a} saw {b.me} the next day, {a} (stepped|slipped) behind a (tree|cart) and waited until {b} had gone
beat but
it was tiring to hide from a friend
{a} could think of nothing else all day
the hole seemed to grow bigger with every hour
beat so
after school {a} carried {x.the} to {c.intro}
in the afternoon {a} went to {c.intro} with {x.the} under one arm
at last {a} took {x.the} and went to see {c.intro}
beat say a to c
Can you make this hole disappear? It is not mine, and I (am|feel) ashamed
Can you mend it, please? I tore it, and it belongs to a friend
I need your help. I have torn something that a friend lent me, and I do not know how to sew
beat say c to a
I could, but it is better if you do it yourself. Sit down here, and I will show you
Here is a needle, and here is some thread. I will show you how to do it
You tore it, so you shall mend it. Do not look so frightened. My scissors and I will help you
beat then
{c.name} cut a {s} out of {stuff}
a {s} was cut out of {stuff}
beat and
{a} sewed it over the hole with {n} (small|crooked|careful) stitches
{a} pricked one finger {n} times, but in the end the patch was on
{a} threaded the needle and sewed it on with {n} (neat|brave) stitches
beat maybe start
@tired a
beat start
{a} (walked|went) straight to {b.my} door
{a} took a deep breath and knocked at {b.my} door
{a} ran to {b.name} and held out {x.the} with both hands
beat say a to b
I tore it, {b.name}, and then I was afraid to tell you. I am sorry. I have mended it as well as I could
Here it is. I tore it on a {thorn}, and I should have told you at once. I am sorry, {b.name}
I was not careful, {b.name}, and I hid from you because I was ashamed. Please look, I have sewn on a patch
beat start
{b} turned {x.the} around and looked at the patch for a long time
{b} ran a finger over the {s} and (said nothing|was silent)
{b} held it up to the light and looked first at the {s} and then at {a.me}
fact gives a x b
beat say b to a
A {s}! Now nobody else has one like it. But next time tell me at once, {a.name}
You sewed this {s} yourself, {a.name}? Then I like it (even|) better than before
I am not cross about the hole, {a.name}. I was only sad because you hid from me. And it is a very fine {s}
I thought that you did not like me any more, {a.name}, and that was worse than a hole. But this {s} is (lovely|splendid)
beat start
{b} put {x.the} on at once and wore it (all week|every day that winter)
From then on, {b} wore it with the patch (in front|for all to see)
Soon other children wanted patches too, and {a} learned to sew very well

ask who b
? Who lent {a.name} something to wear
? Who helped {a.name} when it was cold
! {b.name} lent {x.the} to {a.name}
! It was {b.name}
ask what
? What did {a.name} tear
? What got a hole
! {a.name} tore {x.the}
! It was {x.the} that {b.name} had lent to {a.name}
ask who c
? Who showed {a.name} how to sew
? Who helped {a.name} to mend {x.the}
! {c.name} the tailor did
! It was {c.name}, the tailor
ask why
? Why did {a.name} keep away from {b.name}
? Why did {a.name} hide {x.the}
! {a.name} was afraid to tell {b.name} about the hole
! {a.name} was ashamed because {x.the} had a hole
ask what s
? What shape did the patch have
? What did the patch look like
! The patch was a {s}
! It was a {s} made of {stuff}
ask colour x
? What colour was {x.the}
! {x.the} was {x.colour}
