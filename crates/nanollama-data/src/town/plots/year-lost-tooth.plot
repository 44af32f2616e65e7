title the wobbly tooth
cast a: child
cast b: child
cast c: child
cast d: old
cast e: grown
word t1: bite into an apple, tie a thread to the door, chew a toffee, blow the trumpet, hop down the stairs on one leg, eat a crust of bread, jump off the wall, whistle for an hour
word t2: bite into an apple, tie a thread to the door, chew a toffee, blow the trumpet, hop down the stairs on one leg, eat a crust of bread, jump off the wall, whistle for an hour
word t3: bite into an apple, tie a thread to the door, chew a toffee, blow the trumpet, hop down the stairs on one leg, eat a crust of bread, jump off the wall, whistle for an hour
word t4: bite into an apple, tie a thread to the door, chew a toffee, blow the trumpet, hop down the stairs on one leg, eat a crust of bread, jump off the wall, whistle for an hour
word joke: a goose on a bicycle, a bishop in the bath, a snail at a dance, two flies in a soup, a cow with a telephone
word where: in a bowl of soup, on a cushion, in a flower pot, in a shoe, in the coal bucket, on the back of the cat
word box: a matchbox, a walnut shell, a thimble, a tiny purse, a pill box
word speak: sausage, sister, sixty-six, socks, sunshine
number n: 5..9

beat start
3: {a.intro} had a wobbly tooth. It had been loose for {n} days and would not come out
3: For {n} days {a.intro} had been pushing at a loose tooth, and still it was holding on
3: {a.intro} had a loose tooth, and for {n} days it would neither stay nor go
1: I had a wobbly tooth. It had been loose for {n} days and would not come out
1: For {n} days I had been pushing at a loose tooth with my tongue, and still it was holding on
1: I had a loose tooth, and for {n} days it would neither stay nor go
beat start
Everybody had some good advice to give
All the friends and neighbours knew what had to be done
Such a tooth is everybody's business, and everyone knew something different
beat mix start
{b.name}'s advice was to {t1}
{b.name} told {a.me} to {t1}
{b.name} believed in only one thing, and that was to {t1}
beat mix start
{c.name} was sure that it was best to {t2}
{c.name} advised {a.me} to {t2}
{c.name} promised that it would help to {t2}
beat mix start
{d.name} told {a.me} to {t3}
{d.name}, who had not many teeth left, told {a.me} to {t3}
{d.name} remembered how it was done in the old days and told {a.me} to {t3}
beat mix start
{e.intro} believed that it would help to {t4}
{e.intro} said that there was nothing better than to {t4}
{e.intro}, who was never at a loss, told {a.me} to {t4}
beat so
{a} tried it all, from morning until evening
{a} did everything that they said, one thing after the other
{a} took all the good advice, one piece after the other
beat but
the tooth only wobbled more and more
nothing helped, and the tooth stayed where it was
the tooth seemed to like it where it was
beat maybe start
@sad a
@worried a
beat say a
I do not want to hear about it any more. Let it stay there until I am a hundred!
Enough! From now on I shall not even think about it
I give up. Perhaps it wants to stay with me for ever
beat then
{b.name} told a joke about {joke}, just to cheer {a.me} up
{b.name} could not help telling {a.me} the joke about {joke}
{b.name} thought that a joke would do no harm and told one about {joke}
beat and
{a} laughed so hard that something small and white flew through the air
{a} burst out laughing, and something shot out of {a.my} mouth
{a} laughed until {a} could not breathe, and all at once there was a gap
beat say c
There it goes! Did anyone see where it went?
Was that the tooth? Nobody move!
It is out! But where is it?
beat so
everybody went down on hands and knees to look for it
everybody searched the floor, inch by inch
chairs were moved, carpets were lifted, and everyone crawled about
beat and
at last {d.name} found it {where}
it was {d.name} who discovered it at last {where}
{d.name}, of all people, saw it first. It was {where}
beat start
It was very small for something that had caused all this trouble
The tooth looked like a grain of rice, now that it was out
It lay there, small and white, as if nothing had happened
beat so
{a} put it into {box} and carried it about all day
{a} kept it in {box} and showed it to anyone who wanted to see it
{a} laid it in {box}, on a bit of cotton wool
beat maybe start
@proud a
@glad a
beat maybe start
With the new gap it was not easy to say {speak}, and {a} said it a hundred times
From then on {a} could whistle through the gap, and it sounded like a blackbird
beat maybe start
Three weeks later, something white was looking out of the gap
And the next tooth began to wobble on the very same evening
@ending a
@relief

ask what t1
? What did {b.name} tell {a.name} to do
? What was {b.name}'s advice
! {b.name} told {a.name} to {t1}
! {b.name}'s advice was to {t1}
ask what t2
? What did {c.name} tell {a.name} to do
? What was {c.name}'s advice
! {c.name} advised {a.name} to {t2}
! {c.name}'s advice was to {t2}
ask who d
? Who told {a.name} to {t3}
? Whose advice was it to {t3}
! {d.name} told {a.name} to {t3}
! It was {d.name}'s advice
ask who e
? Who told {a.name} to {t4}
? Who said that one should {t4}
! {e.name} told {a.name} to {t4}
! It was {e.name}
ask what joke
? What was the joke about
? What made {a.name} laugh
! It was a joke about {joke}
! The joke was about {joke}
ask where where
? Where was the tooth found
? Where did {d.name} find the tooth
! It was found {where}
! {d.name} found it {where}
ask what box
? Where did {a.name} keep the tooth
? What did {a.name} put the tooth into
! {a.name} put it into {box}
! It was put into {box}
ask how-many n
? How many days had the tooth been loose
! It had been loose for {n} days
